"""What the front door puts on My work: alarms above all, what waits for the hub, appointments of the day for their worker."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from referrals import actions
from tests.cast import given
from tests.referrals.makers import awaiting, begin, booked, received, session

URL = reverse("people:my_work")


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_an_alarm_about_somebody_unknown_comes_first_for_everybody_on_duty(cast, as_):
    referral = received(cast.tom, in_danger=True, given_name="Kofi", family_name="Badu", phone="07700900123")
    for worker in (cast.sara, cast.ruth, cast.tom):
        page = text(as_(worker).get(URL))
        assert "In danger now" in page
        assert "Kofi Badu" in page
        assert reverse("referrals:answer_alarm", args=[referral.pk]) in page


@pytest.mark.parametrize("who", ["amara", "joan", "pia", "ben"])
def test_an_alarm_is_not_for_those_off_duty(cast, as_, who):
    received(cast.tom, in_danger=True, given_name="Kofi", family_name="Badu")
    assert "Badu" not in text(as_(getattr(cast, who)).get(URL))


def test_an_answered_alarm_leaves_the_list(cast, as_):
    referral = received(cast.tom, in_danger=True, given_name="Kofi", family_name="Badu")
    actions.answer_alarm(referral=referral, version=1, reason="Police sent.", by=cast.sara)
    assert "is said to be in danger" not in text(as_(cast.ruth).get(URL))


def test_an_alarm_about_a_restricted_person_is_absent(cast, as_):
    from people.models import Person

    referral = received(cast.tom, cast.daniel, in_danger=True)
    with given():
        Person.objects.filter(pk=cast.daniel.pk).update(restricted=True)
    page = text(as_(cast.ruth).get(URL))
    assert "Daniel" not in page
    assert referral.reference not in page


def test_referrals_to_triage_wait_for_those_who_decide(cast, as_):
    received(cast.tom, cast.daniel)
    received(cast.tom, family_name="Newman")
    hub = text(as_(cast.sara).get(URL))
    assert "Daniel Osei" in hub
    assert "Lena Newman" in hub
    assert "Newman" not in text(as_(cast.joan).get(URL))


def test_appointments_of_today_are_their_workers(cast, as_):
    referral = awaiting(cast)
    at = clock.now() + timedelta(hours=1)
    actions.visit_home(referral=referral, version=referral.version, worker=cast.amara, starts=at, by=cast.tom)
    assert "choice appointment at home" in text(as_(cast.amara).get(URL))
    assert "choice appointment at home" not in text(as_(cast.theo).get(URL))


def test_a_hub_appointment_without_a_named_worker_is_the_hubs(cast, as_):
    begin(booked(cast, awaiting(cast), session()))
    assert "choice appointment at Finchley Library hub" in text(as_(cast.sara).get(URL))


def test_whoever_waits_for_an_appointment_is_due_by_the_target(cast, as_):
    awaiting(cast, first_contact=clock.today() - timedelta(days=20))
    page = text(as_(cast.tom).get(URL))
    assert "choice appointment to book" in page
    assert "6 days late" in page
