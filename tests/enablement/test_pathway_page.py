"""A person's pathway page: where they are, what goes on, and the one thing to do next."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from enablement import actions
from enablement.models import Episode, SupportSpell
from tests.enablement.given import agreed, draft, east, episode, spell

LIMIT = 10  # queries a page


def page(browser, person):
    return browser.get(reverse("enablement:episode", args=[person.pk]))


def text(answer):
    return " ".join(answer.content.decode().split())


def test_nobody_starts_lost(cast, as_):
    answer = page(as_(cast.amara), cast.priya)
    assert "Not on the pathway yet" in text(answer)
    assert reverse("enablement:open", args=[cast.priya.pk]) in text(answer)


def test_says_where_they_are(cast, as_):
    spell(cast, starts=clock.today() - timedelta(days=36))
    draft(cast)
    found = text(page(as_(cast.amara), cast.priya))
    for words in (
        "On the pathway",
        "Brief enablement",
        "day 37 of 42",
        "Go on with the draft",
        "End of brief enablement",
    ):
        assert words in found


def test_after_six_weeks_it_asks_for_a_decision(cast, as_):
    going = spell(cast, starts=clock.today() - timedelta(days=44))
    browser = as_(cast.amara)
    assert "Six weeks are over: decide" in text(page(browser, cast.priya))
    found = text(browser.get(reverse("enablement:after_brief", args=[going.pk])))
    for choice in ("Finish", "Top up", "Step up"):
        assert choice in found


def test_opens_the_pathway(cast, as_):
    url = reverse("enablement:open", args=[cast.priya.pk])
    today = clock.today()
    sent = {
        "because": "choice_meeting", "team": east().pk,
        "opened_on_day": today.day, "opened_on_month": today.month, "opened_on_year": today.year,
    }  # fmt: skip
    assert as_(cast.amara).post(url, sent).status_code == 302
    found = Episode.objects.get(person=cast.priya)
    assert (found.state, found.team, found.opened_by, found.opened_on) == ("open", east(), cast.amara, today)


@pytest.mark.parametrize("worker", ["ben", "tom", "cora", "ida", "ada"])
def test_is_closed_to_others(cast, as_, worker):
    answer = page(as_(getattr(cast, worker)), cast.priya)
    assert answer.status_code in {403, 404}
    assert "Nair" not in answer.content.decode()


def test_restricted_people_are_absent_without_a_grant(cast, as_):
    assert page(as_(cast.joan), cast.rosa).status_code == 404


def test_ten_queries_however_much_there_is(cast, as_, django_assert_max_num_queries):
    agreed(cast)
    draft(cast)
    for n in range(6):
        going = SupportSpell.objects.filter(state="open").first() or spell(cast, tier="brief")
        tier = ("standard", "brief")[n % 2]
        actions.move_spell(
            spell=going, version=going.version, tier=tier, team=east(), reason="x", on_say="person", by=cast.amara
        )
    browser = as_(cast.amara)
    page(browser, cast.priya)
    with django_assert_max_num_queries(LIMIT):
        page(browser, cast.priya)


def test_shows_that_they_were_shown(cast, as_):
    from bep.audit.models import Event

    episode(cast)
    page(as_(cast.amara), cast.priya)
    shown = Event.objects.filter(name="people.shown").first()
    assert shown.person_ids == [cast.priya.pk]
