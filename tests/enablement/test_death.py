"""What a death ends, in every room, within the transaction that records it; and what stays."""

from datetime import timedelta

import pytest

from assessments import actions as assessing
from assessments.models import ChoiceMeeting, NeedsAssessment
from bep.audit.models import Event
from bep.kit import clock
from enablement.models import CareAndSupportPlan, EnablementPlan, Episode, PlannedService, Review, SupportSpell
from people.actions import correct_death, plan_step, record_death
from people.models import Involvement, NextStep, Person
from people.queries.work import work
from people.rules import nobody_contacts_the_dead
from referrals.models import Appointment, Referral
from tests.enablement.given import care_plan_approved, care_plan_asked, draft, episode, spell
from tests.referrals.makers import awaiting, booked, received

DIED = clock.today() - timedelta(days=2)


def die(cast, by=None):
    person = Person.objects.get(pk=cast.priya.pk)
    return record_death(
        person=person, version=person.version, death_date=DIED, reason="Her sister rang", by=by or cast.amara
    )


def test_referrals_close_and_their_appointment_is_called_off(cast):
    waits, new = awaiting(cast), received(cast.sara, cast.priya)
    appointment = booked(cast, waits)
    die(cast)
    assert {r.state for r in Referral.objects.filter(pk__in=[waits.pk, new.pk])} == {Referral.State.DIED}
    appointment.refresh_from_db()
    assert (appointment.state, appointment.end_reason) == (Appointment.State.CANCELLED, "The person has died.")
    assert waits.decisions.latest("pk").outcome == Referral.State.DIED


def test_the_front_door_sees_the_record_for_some_weeks_more(cast):
    received(cast.sara, cast.priya)
    die(cast)
    held = Involvement.objects.filter(person=cast.priya, role=Involvement.Role.REFERRAL)
    assert held
    assert all(clock.now() < involvement.ends < clock.now() + timedelta(days=60) for involvement in held)


def test_meetings_are_called_off_and_assessments_stop(cast):
    assessing.ask_for_meeting(person=cast.priya, by=cast.amara)
    assessing.start(person=cast.priya, kind="needs", by=cast.amara)
    die(cast)
    assert ChoiceMeeting.objects.get().cancelled_because == "The person has died."
    found = NeedsAssessment.objects.get()
    assert (found.state, found.stop_reason) == ("stopped", NeedsAssessment.StopReason.DIED)


def test_the_pathway_closes_with_everything_open_in_it(cast):
    spell(cast)
    draft(cast)
    assert Review.objects.filter(state=Review.State.PLANNED).exists()
    die(cast)
    closed = Episode.objects.get()
    assert (closed.state, closed.outcome, closed.closed_on) == ("closed", "died", clock.today())
    assert SupportSpell.objects.get().ending == SupportSpell.Ending.CLOSED
    assert EnablementPlan.objects.get().state == EnablementPlan.State.SET_ASIDE
    assert not Review.objects.filter(state=Review.State.PLANNED).exists()


def test_services_end_on_the_day_and_their_plan_with_them(cast):
    plan = care_plan_approved(cast)
    die(cast)
    service = PlannedService.objects.get()
    assert (service.end_outcome, service.ends) == ("NFA: Deceased", max(DIED, service.starts))
    plan.refresh_from_db()
    assert plan.state == CareAndSupportPlan.State.ENDED


def test_a_plan_that_waits_for_approval_waits_no_longer(cast):
    plan = care_plan_asked(cast)
    die(cast)
    plan.refresh_from_db()
    assert (plan.state, plan.asked_at) == (CareAndSupportPlan.State.DRAFT, None)


def test_promises_end_and_say_why_and_nothing_is_left_to_do_but_what_is_planned_afterwards(cast):
    plan_step(person=cast.priya, what="ring the landlord", due=clock.today(), promised=True, by=cast.amara)
    received(cast.sara, cast.priya)
    episode(cast)
    assert work(cast.amara, [cast.priya.pk], worker=cast.amara, team=True)
    die(cast)
    step = NextStep.objects.get()
    assert (step.state, step.closing_words, step.closed_by) == ("dropped", "The person has died.", cast.amara)
    assert not work(cast.amara, [cast.priya.pk], worker=cast.amara, team=True)
    plan_step(person=cast.priya, what="ring her sister", due=clock.today(), by=cast.amara)
    assert [found.facts["what"] for found in work(cast.amara, [cast.priya.pk], worker=cast.amara)] == [
        "ring her sister"
    ]


def test_whoever_records_it_needs_no_other_permission(cast):
    """Business support takes the call: what ends elsewhere ends by rule."""
    care_plan_approved(cast)
    spell(cast)
    received(cast.sara, cast.priya)
    die(cast, by=cast.tom)
    assert Episode.objects.get().state == "closed"
    assert Event.objects.filter(name="enablement.closed_at_death", actor_id=cast.tom.pk).exists()


def test_nothing_is_arranged_with_somebody_who_has_died(cast):
    die(cast)
    meeting = assessing.ask_for_meeting(person=cast.priya, by=cast.amara)
    where = {"place": "hub", "address": "Burnt Oak", "worker": cast.amara, "who_comes": "", "interpreter": ""}
    with pytest.raises(Exception, match=nobody_contacts_the_dead.wording):
        assessing.arrange(meeting=meeting, version=1, starts_at=clock.now() + timedelta(days=1), by=cast.amara, **where)
    with pytest.raises(Exception, match=nobody_contacts_the_dead.wording):
        booked(cast, awaiting(cast))


def test_what_ended_by_a_mistake_can_be_opened_again(cast):
    referral = received(cast.sara, cast.priya)
    record = episode(cast)
    person = die(cast)
    correct_death(person=person, version=person.version, reason="It was her aunt", by=cast.amara)
    for made in (referral, record):
        made.refresh_from_db()
    assert not referral.is_open
    assert not record.is_open, "not begun again by itself"
    from enablement.actions import welcome_back
    from referrals.actions import reopen

    reopen(referral=referral, version=referral.version, reason="She is alive", by=cast.sara)
    welcome_back(episode=record, team=record.team, reason="She is alive", by=cast.amara)
    assert Episode.objects.filter(state="open").exists()
