"""Ten queries a page at most, on every page of this room."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enablement import actions
from enablement.models import Review
from tests.enablement.given import agreed, care_plan, draft, spell

MOST = 10


@pytest.fixture
def life(cast):
    """Somebody with one of everything, and all of it going on."""
    cast.first = agreed(cast)
    cast.second = draft(cast)
    cast.spell = spell(cast)
    cast.care = care_plan(cast)
    cast.review = Review.objects.filter(person=cast.priya).first()
    return cast


PAGES = {
    "overview": [], "tier": ["brief"], "reviews": [], "episode": ["priya"], "move_on": ["priya"], "close": ["priya"],
    "start_spell": ["priya"], "plan_versions": ["priya"], "ask_review": ["priya"], "unplanned_review": ["priya", "plan"],
    "move_spell": ["spell"], "end_spell": ["spell"], "after_brief": ["spell"], "plan": ["second"], "write_plan": ["second"],
    "agree_plan": ["second"], "progress": ["first"], "plan_paper": ["first"], "care_plan": ["care"],
    "write_care_plan": ["care"], "add_service": ["care"], "hold_review": ["review"], "book_review": ["review"],
    "call_off_review": ["review"],
}  # fmt: skip


def test_ten_queries_on_every_page(life, as_):
    browser, counts = as_(life.amara), {}
    for name, args in PAGES.items():
        url = reverse(f"enablement:{name}", args=[getattr(getattr(life, arg, None), "pk", arg) for arg in args])
        assert browser.get(url).status_code == 200, url
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        counts[name] = len(queries)
    assert {name: count for name, count in counts.items() if count > MOST} == {}


def test_ten_queries_to_come_back(cast, as_):
    plan = agreed(cast)
    facts = {"outcome": "moved_on", "reason": "x", "staying_well": "", "coming_back": "Ring"}
    actions.close_episode(episode=plan.episode, version=plan.episode.version, by=cast.amara, **facts)
    browser = as_(cast.joan)
    for name in ("episode", "welcome_back", "closed"):
        url = reverse(f"enablement:{name}", args=[cast.priya.pk])
        browser.get(url)
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        assert len(queries) <= MOST, name
