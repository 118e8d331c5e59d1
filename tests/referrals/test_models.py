"""What the database itself refuses, whatever the code says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bep.kit import clock
from referrals.models import Appointment, Hub, HubSession, Referral
from tests.cast import given


@pytest.fixture
def referral(cast):
    with given():
        return make_referral("R-TEST-0001", cast.priya)


def make_referral(reference, person, **facts):
    facts = {"state": "awaiting_appointment", "first_contact": clock.today(), "triage_due": clock.now()} | facts
    return Referral.objects.create(
        reference=reference,
        person=person,
        channel="phone",
        source="gp",
        route_of_access="Community / Other route",
        **facts,
    )


def make_session():
    hub = Hub.objects.create(name="Test hub", address="1 Test Street", postcode="N12 0AA", directions="Bus")
    return HubSession.objects.create(hub=hub, date=clock.today(), starts="10:00", ends="12:00", places=4)


def book(referral, by, **facts):
    now = clock.now()
    facts = {"setting": "home", "worker": by, "starts": now, "ends": now + timedelta(hours=1)} | facts
    return Appointment.objects.create(
        referral=referral, person=referral.person, target_date=clock.today(), booked_by=by, **facts
    )


def refused_by(name):
    return pytest.raises(IntegrityError, match=name)


def test_a_place_is_booked_once(cast, referral):
    with given():
        session = make_session()
        other = make_referral("R-TEST-0002", cast.daniel)
        book(referral, cast.tom, setting="hub", worker=None, session=session, place=1)
        with refused_by("a_place_is_booked_once"), transaction.atomic():
            book(other, cast.tom, setting="hub", worker=None, session=session, place=1)


def test_a_cancelled_place_is_free_again(cast, referral):
    with given():
        session = make_session()
        book(
            referral,
            cast.tom,
            setting="hub",
            worker=None,
            session=session,
            place=1,
            state="cancelled",
            ended_by="service",
        )
        assert book(referral, cast.tom, setting="hub", worker=None, session=session, place=1).pk


def test_a_worker_visits_one_home_at_a_time(cast, referral):
    with given():
        other = make_referral("R-TEST-0002", cast.daniel)
        book(referral, cast.amara)
        with refused_by("a_worker_is_in_one_place"), transaction.atomic():
            book(other, cast.amara, starts=clock.now() + timedelta(minutes=30), ends=clock.now() + timedelta(hours=2))
        assert book(other, cast.ben).pk


def test_one_booked_appointment_for_each_referral(cast, referral):
    with given():
        book(referral, cast.amara)
        with refused_by("one_booked_appointment"), transaction.atomic():
            book(referral, cast.ben)


def test_an_appointment_needs_a_known_person(cast):
    with given(), refused_by("appointment_needs_a_known_person"), transaction.atomic():
        make_referral("R-TEST-0003", None)


def test_a_closed_referral_says_when(cast):
    with given(), refused_by("referral_closed_when_decided"), transaction.atomic():
        make_referral("R-TEST-0003", cast.priya, state="signposted")


def test_who_moved_an_appointment_is_said(cast, referral):
    with given(), refused_by("who_ended_an_appointment_is_said"), transaction.atomic():
        book(referral, cast.amara, state="moved")
