"""Hubs: the week, its sessions by rule, who is there, and who may change what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from bep.kit.rules import Refused
from referrals import actions
from referrals.loaders import CLOCK
from referrals.models import Hub, HubSession, SessionRule
from tests.cast import given
from tests.referrals.makers import awaiting, booked, reload, session
from tests.referrals.test_inbox import MOST_QUERIES, queries_of


def url(name, *args):
    return reverse(f"referrals:{name}", args=args)


def test_the_preset_brings_hubs_with_twelve_weeks_of_sessions(cast):
    assert Hub.objects.count() == 3
    days = HubSession.objects.values_list("date", flat=True)
    assert clock.today() <= min(days)
    assert max(days) <= clock.today() + timedelta(weeks=12)
    assert not [day for day in days if day in clock.bank_holidays(day.year)]


def test_making_them_again_makes_none_twice(cast):
    before = HubSession.objects.count()
    actions.make_sessions(by=CLOCK)
    assert HubSession.objects.count() == before
    actions.make_sessions(by=CLOCK, today=clock.today() + timedelta(weeks=1))
    assert HubSession.objects.count() > before


def test_the_week_shows_free_places_and_partners(cast, as_):
    monday = clock.today() + timedelta(days=7 - clock.today().weekday())
    with given():
        where = HubSession.objects.filter(date__gte=monday).order_by("date").first()
    booked(cast, awaiting(cast), where, chose_later=True)
    page = as_(cast.tom).get(url("week"), {"week": monday.isoformat()}).content.decode()
    assert f"{where.places - 1} free" in page
    assert "BOOST" in page


def test_the_week_asks_few_questions(cast, as_):
    browser = as_(cast.tom)
    browser.get(url("week"))
    assert queries_of(browser, url("week")) <= MOST_QUERIES


@pytest.mark.parametrize("words", ["nonsense", "2026-13-45", ""])
def test_a_week_that_is_none_is_this_one(cast, as_, words):
    assert as_(cast.tom).get(url("week"), {"week": words}).status_code == 200


def test_a_session_names_those_whom_the_reader_may_see_and_counts_the_rest(cast, as_):
    where = session(places=3)
    booked(cast, awaiting(cast), where)
    booked(cast, awaiting(cast, cast.daniel, postcode="HA8 1ZZ"), where)
    page = as_(cast.joan).get(url("session", where.pk)).content.decode()
    assert "Pri Nair" in page
    assert "Daniel" not in page
    assert "1 more place is booked" in page
    assert "Daniel Osei" in as_(cast.sara).get(url("session", where.pk)).content.decode()


def test_an_administrator_keeps_hubs_and_sees_nobody(cast, as_):
    where = session()
    booked(cast, awaiting(cast), where)
    page = as_(cast.ada).get(url("session", where.pk)).content.decode()
    assert "Pri Nair" not in page
    assert as_(cast.ada).get(url("edit_hub", where.hub_id)).status_code == 200
    assert as_(cast.tom).get(url("edit_hub", where.hub_id)).status_code == 403


HUB = {
    "name": "Colindale hub", "address": "1 Example Street", "postcode": "NW9 0AA", "directions": "Bus 32.", "accessible": "on",
}  # fmt: skip


def test_a_new_hub_and_its_weekly_sessions(cast, as_):
    browser = as_(cast.joan)
    browser.post(url("new_hub"), HUB)
    hub = Hub.objects.get(name="Colindale hub")
    first = clock.today()
    rule = {
        "weekday": "4", "starts": "9:30", "ends": "12:30", "places": "6", "partners": "BOOST",
        "first_day_day": first.day, "first_day_month": first.month, "first_day_year": first.year,
    }  # fmt: skip
    browser.post(url("new_rule", hub.pk), rule)
    made = hub.sessions.all()
    days = [first + timedelta(days=n) for n in range(12 * 7 + 1)]
    assert [s.date for s in made] == [d for d in days if d.weekday() == 4 and clock.is_working_day(d)]
    assert {s.date.weekday() for s in made} == {4}
    assert made[0].partners == "BOOST"


def test_a_session_that_ends_before_it_begins_is_refused(cast, as_):
    hub = Hub.objects.first()
    rule = {"weekday": "4", "starts": "12:30", "ends": "9:30", "places": "6", "first_day": "1 5 2026"}
    assert "must be later" in as_(cast.joan).post(url("new_rule", hub.pk), rule).content.decode()
    assert not SessionRule.objects.filter(hub=hub, weekday=4).exists()


def test_changing_a_hub_that_somebody_else_changed(cast, as_):
    hub = Hub.objects.get(name="Burnt Oak hub")
    facts = HUB | {"name": "Burnt Oak hub", "version": 1}
    browser = as_(cast.joan)
    browser.post(url("edit_hub", hub.pk), facts | {"directions": "Walk."})
    page = browser.post(url("edit_hub", hub.pk), facts | {"directions": "Swim."}).content.decode()
    assert "Somebody else changed this" in page
    assert reload(hub).directions == "Walk."


def test_places_never_fall_below_what_is_booked(cast):
    where = session(places=2)
    booked(cast, awaiting(cast), where)
    booked(cast, awaiting(cast, cast.daniel), where)
    with pytest.raises(Refused, match="Place 2 is booked") as refusal:
        actions.save_session(session=where, version=1, facts={"places": 1}, by=cast.joan)
    assert refusal.value.field == "places"


def test_times_do_not_change_under_those_who_are_booked(cast):
    from datetime import time

    where = session()
    booked(cast, awaiting(cast), where)
    with pytest.raises(Refused, match="Somebody is booked"):
        actions.save_session(session=reload(where), version=1, facts={"starts": time(7)}, by=cast.joan)


def test_cancelling_a_session_by_the_form(cast, as_):
    where = session()
    appointment = booked(cast, awaiting(cast), where)
    as_(cast.joan).post(url("cancel_session", where.pk), {"version": 1, "reason": "Flood"})
    assert reload(where).cancelled_because == "Flood"
    assert reload(appointment).ended_by == "service"
