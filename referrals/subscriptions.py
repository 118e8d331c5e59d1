"""What the front door does when a lower room has done something."""

from bep.audit.events import subscribe
from referrals.actions.decide import close_at_death
from referrals.models import Referral


@subscribe("people.died")
def referrals_end_with_a_death(person, by):
    for referral in Referral.objects.open().filter(person=person):
        close_at_death(referral=referral, by=by)
