"""What this room does when a lower one has done something: a referral or an appointment that leads to a choice meeting."""

from assessments.actions import meeting_needed
from assessments.actions.death import stop_at_death
from bep.audit.events import subscribe
from bep.kit import clock
from referrals.models import Referral


@subscribe("referrals.triaged")
def after_triage(referral, by):
    ask_after(referral, referral, by)


@subscribe("referrals.appointment_attended")
def after_appointment(appointment, by):
    ask_after(appointment.referral, appointment, by)


@subscribe("people.died")
def after_a_death(person, by):
    stop_at_death(person=person, by=by)


def ask_after(referral, source, by):
    """A choice meeting to arrange, with its clock from today; nobody is asked for who is not matched to a person yet."""
    if referral.state == Referral.State.CHOICE_MEETING and referral.person_id:
        meeting_needed(
            person=referral.person,
            asked_on=clock.today(),
            source_type=source._meta.label_lower,
            source_id=source.pk,
            by=by,
        )
