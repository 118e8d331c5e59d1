"""The page of one referral: what it shows to whom, what they may do from there, and how it answers an alarm."""

import pytest
from django.urls import reverse

from referrals import actions
from referrals.models import Referral
from tests.referrals.makers import awaiting, begin, booked, in_state, received, reload
from tests.referrals.test_inbox import queries_of


def url(referral, name="referral"):
    return reverse(f"referrals:{name}", args=[referral.pk])


def verbs(browser, referral):
    return {v.label for v in browser.get(url(referral)).context["verbs"]}


def test_it_shows_what_was_said_and_by_whom(cast, as_):
    referral = received(cast.tom, risks="He keeps tablets.", referrer_may_be_named=False)
    page = as_(cast.sara).get(url(referral)).content.decode()
    for words in (
        "She has stopped going out.",
        "He keeps tablets.",
        "Dr Ada Lamb",
        "No: do not say who",
        "29 February 1988",
    ):
        assert words in page


def test_few_queries_however_much_there_is(cast, as_):
    referral = awaiting(cast)
    for _ in range(3):
        received(cast.tom, cast.priya)
    browser = as_(cast.sara)
    browser.get(url(referral))
    assert queries_of(browser, url(referral)) <= 14


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("sara", 200),
        ("tom", 200),
        ("joan", 200),
        ("amara", 200),
        ("wendy", 404),
        ("ben", 404),
        ("ruth", 404),
        ("cora", 403),
    ],
)
def test_who_may_see_it(cast, as_, who, status):
    referral = received(cast.tom, cast.priya)
    assert as_(getattr(cast, who)).get(url(referral)).status_code == status


def test_the_buttons_are_those_of_the_table_for_this_worker(cast, as_):
    new, unmatched = received(cast.tom, cast.priya), received(cast.tom)
    assert verbs(as_(cast.sara), new) == {"Triage", "Take back the match"}
    assert verbs(as_(cast.sara), unmatched) == {"Match to a person", "Triage"}
    assert verbs(as_(cast.tom), unmatched) == {"Match to a person"}
    assert verbs(as_(cast.tom), new) == set()


def test_the_buttons_after_booking_turn_when_it_begins(cast, as_):
    referral = awaiting(cast)
    assert "Book an appointment" in verbs(as_(cast.sara), referral)
    appointment = booked(cast, referral)
    assert verbs(as_(cast.sara), referral) == {"Confirmation letter", "Move it", "Cancel it"}
    begin(appointment)
    assert verbs(as_(cast.sara), referral) == {"They came", "They did not come"}


@pytest.mark.parametrize("state", ["signposted", "withdrawn", "refused"])
def test_a_closed_one_may_be_opened_again(cast, as_, state):
    referral = in_state(cast, state)
    assert verbs(as_(cast.sara), referral) == {"Open again"}
    as_(cast.sara).post(url(referral, "reopen"), {"version": referral.version, "reason": "He called."})
    assert reload(referral).state == "received"


def test_answering_an_alarm(cast, as_):
    referral = received(cast.tom, in_danger=True, phone="07700900123", address="The canal")
    page = as_(cast.ruth).get(url(referral, "answer_alarm")).content.decode()
    assert "07700900123" in page
    assert "The canal" in page
    as_(cast.ruth).post(url(referral, "answer_alarm"), {"version": 1, "reason": "Police on the way."})
    assert reload(referral).alarm_answered_by == cast.ruth
    assert as_(cast.ruth).get(url(referral)).status_code == 200


def test_matching_to_somebody_known(cast, as_):
    referral = received(cast.tom, given_name="Daniel", family_name="Osei", birth_date=cast.daniel.birth_date)
    browser = as_(cast.tom)
    page = browser.get(url(referral, "match"))
    assert "Open case: Ben Okoro leads" in page.content.decode()
    key = page.context["form"].fields["match"].choices[0][0]
    browser.post(url(referral, "match"), {"version": 1, "match": key})
    assert reload(referral).person == cast.daniel


def test_matching_to_a_new_person(cast, as_):
    referral = received(cast.tom)
    as_(cast.tom).post(url(referral, "match"), {"version": 1, "match": "new"})
    assert reload(referral).person.family_name == "Fox"


def test_triage_warns_of_duplicates_and_shows_earlier_referrals(cast, as_):
    other = received(cast.tom, cast.daniel)
    referral = received(cast.tom, cast.daniel)
    page = as_(cast.sara).get(url(referral, "triage")).content.decode()
    assert "May be the same referral" in page
    assert other.reference in page
    assert "Earlier referrals" in page


def test_triage_by_the_form(cast, as_):
    referral = received(cast.tom, cast.priya)
    browser = as_(cast.sara)
    done = browser.post(url(referral, "triage"), {"version": 1, "verb": "offer_appointment", "reason": "As she asked."})
    assert done["Location"] == url(referral, "book")
    assert reload(referral).state == "awaiting_appointment"


def test_triage_names_what_is_missing(cast, as_):
    referral = received(cast.tom, cast.priya)
    page = as_(cast.sara).post(url(referral, "triage"), {"version": 1, "verb": "signpost", "reason": "Lonely."})
    assert "at least one organisation" in page.content.decode()
    page = as_(cast.sara).post(url(referral, "triage"), {"version": 1, "verb": "inform", "reason": ""})
    assert "Enter why" in page.content.decode()


def test_a_duplicate_names_the_other(cast, as_):
    other, referral = received(cast.tom), received(cast.tom)
    facts = {"version": 1, "verb": "mark_duplicate", "same_as": other.pk, "reason": "Sent twice."}
    as_(cast.sara).post(url(referral, "triage"), facts)
    assert reload(referral).same_as == other


def test_the_second_to_decide_is_told_and_may_press_again(cast, as_):
    referral = received(cast.tom)
    actions.match(referral=referral, version=1, person=cast.priya, by=cast.tom)
    browser = as_(cast.sara)
    page = browser.post(url(referral, "triage"), {"version": 1, "verb": "inform", "reason": "Told her."})
    assert "Somebody else changed this" in page.content.decode()
    assert 'name="version" value="2"' in page.content.decode()
    browser.post(url(referral, "triage"), {"version": 2, "verb": "inform", "reason": "Told her."})
    assert reload(referral).state == "information_and_advice"


def test_closing_one_that_waits(cast, as_):
    referral = awaiting(cast)
    facts = {"version": referral.version, "verb": "give_up_contact", "reason": "Three calls, no reply."}
    as_(cast.tom).post(url(referral, "close"), facts)
    assert Referral.objects.get(pk=referral.pk).state == "no_contact"
