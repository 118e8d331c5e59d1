"""What rooms below do to a referral that a partner sent: its place in the partner's list of changes moves on.

Only what they may see of it: whom we matched it to, or took it from again, is nothing that they are told.
"""

from bep.audit.events import subscribe
from partners.actions.send import ClockTimestamp
from partners.models import Sent

OF_A_REFERRAL = (
    "referrals.triaged", "referrals.closed", "referrals.reopened", "referrals.withdrawn_by_sender",
    "referrals.closed_at_death", "referrals.taken_by_amhp",
)  # fmt: skip
OF_AN_APPOINTMENT = (
    "referrals.appointment_booked", "referrals.home_visit_booked", "referrals.appointment_cancelled",
    "referrals.appointment_called_off", "referrals.appointment_attended", "referrals.appointment_missed",
    "referrals.dropped_in",
)  # fmt: skip


def referral_changed(referral, by):
    Sent.objects.filter(referral=referral.pk).update(changed_at=ClockTimestamp())


def appointment_changed(appointment, by):
    Sent.objects.filter(referral=appointment.referral_id).update(changed_at=ClockTimestamp())


for event in OF_A_REFERRAL:
    subscribe(event)(referral_changed)
for event in OF_AN_APPOINTMENT:
    subscribe(event)(appointment_changed)


@subscribe("people.restriction_lifted")
def seen_again(person, by):
    """What was decided while they were restricted was told to nobody: whoever reads on by bookmark is told it now."""
    Sent.objects.filter(referral__person=person.pk).update(changed_at=ClockTimestamp())


@subscribe("partners.person_covered")
def seen_on_purpose(covered, by):
    """The same of somebody restricted whom an agreement covers from now on."""
    if covered.although_restricted:
        theirs = Sent.objects.filter(organisation=covered.agreement.organisation_id, referral__person=covered.person_id)
        theirs.update(changed_at=ClockTimestamp())
