"""Choice appointments: within two weeks of first contact, four for a home visit; never booked twice, also at once."""

import threading
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bep.kit import clock
from bep.kit.rules import NotFound, Refused, WrongMoment
from referrals import actions, rules
from referrals.models import Appointment, HubSession
from referrals.queries.offers import offers
from tests.cast import given as setting_up
from tests.referrals.makers import awaiting, begin, booked, reload, session


def test_each_place_has_its_time(cast):
    where = HubSession(
        date=date(2026, 5, 6),
        starts=time(10),
        ends=time(13),
        places=6,
    )
    starts, ends = where.place_time(3)
    assert (starts.hour, starts.minute, ends.minute) == (11, 0, 30)


def test_places_are_given_out_in_order(cast):
    where = session(places=2)
    assert [booked(cast, awaiting(cast), where).place for _ in range(2)] == [1, 2]
    with pytest.raises(Refused, match="last place in this session has just been taken") as refusal:
        booked(cast, awaiting(cast), where)
    assert refusal.value.field == "session"


def test_the_target_stands_with_the_appointment(cast):
    appointment = booked(cast, awaiting(cast, first_contact=clock.today() - timedelta(days=3)))
    assert appointment.target_date == clock.today() + timedelta(days=11)
    assert not appointment.chose_later


def test_a_later_day_is_the_persons_own_choice_or_is_refused(cast):
    session(days=3)
    late = session(days=20)
    referral = awaiting(cast)
    with pytest.raises(Refused, match="later date") as refusal:
        booked(cast, referral, late)
    assert refusal.value.field == "chose_later"
    assert "first" in refusal.value.remedy
    appointment = booked(cast, reload(referral), late, chose_later=True)
    assert appointment.chose_later
    assert appointment.earliest_offered < appointment.target_date


def test_when_nothing_is_free_in_time_the_later_day_is_not_called_their_choice(cast):
    with setting_up():
        HubSession.objects.filter(date__lte=clock.today() + timedelta(days=15)).update(cancelled_because="Flood")
    appointment = booked(cast, awaiting(cast), session(days=20))
    assert not appointment.chose_later
    assert appointment.earliest_offered > appointment.target_date


def test_offers_come_within_the_target_first_and_from_the_persons_part_of_town(cast):
    found = offers(awaiting(cast, postcode="HA8 1ZZ"))
    assert found.within
    assert all(s.date <= found.by for s in found.within)
    assert found.within[0].hub.name == "Burnt Oak hub"
    assert all(s.date > found.by for s in found.later)


def test_offers_say_when_none_is_in_time(cast):
    referral = awaiting(cast, first_contact=clock.today() - timedelta(days=30))
    assert offers(referral).none_in_time
    assert offers(referral).later


def test_a_home_visit_has_28_days_and_a_free_worker(cast):
    at = clock.at(clock.today() + timedelta(days=20), 10)
    referral = awaiting(cast)
    visit = actions.visit_home(referral=referral, version=referral.version, worker=cast.amara, starts=at, by=cast.tom)
    assert visit.target_date == referral.first_contact + timedelta(days=28)
    other = awaiting(cast, cast.daniel)
    with pytest.raises(Refused, match="Amara Bell has another appointment") as refusal:
        actions.visit_home(
            referral=other, version=other.version, worker=cast.amara, starts=at + timedelta(minutes=30), by=cast.tom
        )
    assert refusal.value.field == "worker"


def test_one_appointment_at_a_time(cast):
    referral = awaiting(cast)
    booked(cast, referral)
    with pytest.raises(WrongMoment, match="has an appointment already"):
        booked(cast, reload(referral), session(days=4))


def test_only_a_referral_that_waits_is_booked(cast):
    from tests.referrals.makers import received

    with pytest.raises(WrongMoment, match="To be triaged"):
        booked(cast, received(cast.sara, cast.priya))


def test_moving_frees_the_place_and_says_whose_wish_it_was(cast):
    first = booked(cast, awaiting(cast), session(places=1))
    second = actions.move(
        appointment=first,
        version=first.version,
        session=session(days=5),
        whose="person",
        reason="Holiday.",
        by=cast.tom,
    )
    first = reload(first)
    assert (first.state, first.ended_by, second.state) == ("moved", "person", "booked")
    assert booked(cast, awaiting(cast, cast.daniel), session(places=1)).place == 1


def test_a_move_that_fails_keeps_the_old_place(cast):
    full = session(days=5, places=1)
    booked(cast, awaiting(cast, cast.daniel), full)
    first = booked(cast, awaiting(cast))
    with pytest.raises(Refused):
        actions.move(appointment=first, version=1, session=full, whose="person", reason="Holiday.", by=cast.tom)
    assert reload(first).state == "booked"


def test_nobody_books_for_whom_they_may_not_see(cast):
    referral = awaiting(cast, cast.daniel, postcode="HA8 1ZZ")
    with pytest.raises(NotFound):
        actions.book(referral=referral, version=referral.version, session=session(), by=cast.joan)


def test_attendance_is_recorded_once_it_has_begun(cast):
    appointment = booked(cast, awaiting(cast))
    with pytest.raises(WrongMoment, match="has not begun"):
        actions.miss(appointment=appointment, version=1, reason="", by=cast.sara)
    begin(appointment)
    assert actions.miss(appointment=appointment, version=1, reason="No reply.", by=cast.sara).state == "did_not_attend"


def test_somebody_who_missed_it_waits_again(cast):
    from referrals.models import Referral

    appointment = booked(cast, awaiting(cast))
    assert not Referral.objects.waiting().exists()
    begin(appointment)
    actions.miss(appointment=appointment, version=1, reason="No reply.", by=cast.sara)
    assert Referral.objects.waiting().get() == appointment.referral
    assert booked(cast, reload(appointment.referral), session(days=4)).state == "booked"


def test_dropping_in_counts_as_the_appointment(cast):
    today = session(days=0, drop_in=True)
    referral = awaiting(cast)
    appointment = actions.arrive(referral=referral, version=referral.version, session=today, by=cast.sara)
    assert appointment.setting == "drop_in"
    assert actions.attend(
        appointment=appointment, version=1, verb="inform", reason="Bus pass.", by=cast.sara
    ).referral.state == "information_and_advice"  # fmt: skip


def test_dropping_in_needs_a_drop_in(cast):
    referral = awaiting(cast)
    with pytest.raises(Refused, match="no drop-in"):
        actions.arrive(referral=referral, version=referral.version, session=session(days=0), by=cast.sara)


def test_a_cancelled_session_lets_its_people_wait_again_by_no_choice_of_theirs(cast):
    where = session()
    appointment = booked(cast, awaiting(cast), where)
    actions.cancel_session(session=where, version=where.version, reason="Flood.", by=cast.joan)
    appointment = reload(appointment)
    assert (appointment.state, appointment.ended_by) == ("cancelled", "service")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=some.dates(date(2015, 4, 1), date(2035, 1, 1)))
def test_within_means_calendar_days(cast, first):
    assert rules.takes_place_by(first) - first == timedelta(days=14)
    assert rules.takes_place_by(first, Appointment.Setting.HOME) - first == timedelta(days=28)


def test_clocks_going_back_do_not_move_a_place(cast):
    where = HubSession(
        date=date(2026, 10, 25),
        starts=time(10),
        ends=time(12),
        places=4,
    )
    with time_machine.travel(datetime(2026, 10, 24, 12, tzinfo=clock.LONDON)):
        starts, ends = where.place_time(4)
    assert (starts.hour, starts.minute, ends.hour) == (11, 30, 12)


# --- twenty at once ---------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_the_last_place(cast):
    where = session(places=1)
    referrals = [awaiting(cast) for _ in range(20)]
    begin_together, outcomes = threading.Barrier(20), []

    def try_to_book(referral):
        try:
            begin_together.wait()
            outcomes.append(booked(cast, referral, where))
        except Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_to_book, args=[referral]) for referral in referrals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [o for o in outcomes if isinstance(o, Appointment)]
    losers = [o for o in outcomes if not isinstance(o, Appointment)]
    assert len(winners) == 1
    assert len(losers) == 19
    assert all("has just been taken. Choose another" in sentence for sentence in losers)
    assert Appointment.objects.filter(session=where).count() == 1
