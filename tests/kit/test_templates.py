"""Every template can be read, and none carries the marks of a merge that nobody finished."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.BASE_DIR / "templates"
TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
MERGE = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_is_whole(name):
    get_template(name)
    assert not MERGE.search((ROOT / name).read_text())


def test_templates_were_found():
    assert len(TEMPLATES) > 100
