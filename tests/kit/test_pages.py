"""The page around every screen: who is signed in, the way out, what went wrong and what to do."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from bep.kit import faces

ERRORS = ["400", "403", "403_csrf", "404", "429", "500", "503"]


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_need_nothing_and_say_what_to_do(name):
    """They are drawn when much else has failed, so they must not need a context or the database."""
    html = render_to_string(f"{name}.html")
    main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    assert html.count("<h1") == 1
    assert len(re.findall(r"<p>", main)) >= 2 or name == "403"
    assert "exception" not in main.lower()


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/", "/glossary/"])
def test_pages_about_the_service_are_open_to_all(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


def test_signing_out_is_a_post(as_, cast):
    html = as_(cast.amara).get("/gallery/").content.decode()
    assert re.search(r'<form action="/sign-out/" method="post"><input type="hidden" name="csrfmiddlewaretoken"', html)
    assert "Amara Bell" in html


def test_a_sort_head_keeps_the_filters_and_turns_round():
    request = RequestFactory().get("/people/?hub=1&sort=name&after=xyz")
    template = "{% load bep %}{% sort_head 'Name' 'name' %}{% sort_head 'Wait' 'wait' number=True %}"
    from django.template import Context, Template

    html = Template(template).render(Context({"request": request}))
    assert 'href="?hub=1&amp;sort=-name"' in html
    assert 'aria-sort="ascending"' in html
    assert 'href="?hub=1&amp;sort=wait"' in html


def test_a_masked_person_is_only_a_line():
    hidden = faces.PersonBanner(
        "Rosa Hale", preferred_name="Rosie", nhs_number="9991234560", reference="BEP-900003", masked=True
    )
    html = render_to_string("components/person_banner.html", {"person": hidden})
    for told in ("Rosa", "Rosie", "4560", "BEP-900003"):
        assert told not in html
    row = faces.WorkRow("Rosa Hale", "visit planned", "/people/3/", detail="at home", masked=True)
    html = render_to_string("components/work_row.html", {"row": row})
    assert "Rosa" not in html
    assert "/people/3/" not in html
    assert "at home" not in html


def test_a_long_work_under_way_asks_again_and_one_done_does_not():
    job = {"id": 7, "title": "Return", "state": "running", "done": 1, "total": 2, "words": "1 of 2"}
    html = render_to_string("components/job.html", {"job": job, "poll_url": "/jobs/7/", "page_url": "/jobs/7/page/"})
    assert 'hx-trigger="every 2s"' in html
    assert 'href="/jobs/7/page/"' in html
    done = render_to_string("components/job.html", {"job": job | {"state": "done", "result_url": "/r/"}})
    assert "hx-trigger" not in done
    assert 'href="/r/"' in done
