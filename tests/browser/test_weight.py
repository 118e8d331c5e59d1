"""What a page weighs, compressed: 200 KB at the first load, 30 KB for the next page."""

import gzip
import re

import pytest
from django.conf import settings

KB = 1024
DIST = settings.BASE_DIR / "static" / "dist" / "bep"
LOADED = ["app.css", "moj.css", "app.js", "images/favicon.svg"]


def weight(data):
    return len(gzip.compress(data))


def test_first_load_and_next_page(as_, cast):
    page = weight(as_(cast.amara).get("/gallery/").content)
    shared = sum(weight((DIST / name).read_bytes()) for name in LOADED)
    assert page <= 30 * KB
    assert page + shared <= 200 * KB


@pytest.mark.parametrize("name", ["app.css", "moj.css", "print.css"])
def test_stylesheets_are_whole(name):
    """Sass's error stylesheet writes itself into the page; the build must have stopped instead."""
    css = (DIST / name).read_text()
    assert "body::before" not in css
    assert "GDS Transport" not in css
    assert not re.search(r"url\([\"']?(https?:)?//", css)


def test_pages_ask_nobody_else_for_anything(as_, cast):
    """No other host, no inline style or script: the content security policy would refuse them."""
    html = as_(cast.amara).get("/gallery/").content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert "onclick" not in html
    assert 'src="http' not in html


def test_pages_travel_compressed(as_, cast):
    assert as_(cast.amara).get("/gallery/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
