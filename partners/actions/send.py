"""What another organisation's system does with a referral: the same actions as on our screens, by the system's own name."""

from django.db.models import DateTimeField, Func

from bep.audit.record import action, detail
from partners import rules
from partners.models import Sent
from referrals import actions as referrals
from referrals import permissions as front_door
from referrals.access import must_see_referral


class ClockTimestamp(Func):
    """The moment itself, on the database's own clock: not the one at which the transaction began."""

    function = "clock_timestamp"
    output_field = DateTimeField()


@action("partners.referral_sent", "Sent us a referral from their system", needs=front_door.RECEIVE)
def send_referral(*, facts, their_reference, bearer, by):
    """Takes a referral as the hub does. Nobody is matched here: who it is, a worker decides, and the sender is not told."""
    rules.source_is_theirs(facts["source"], bearer)
    referral = referrals.receive(facts=facts, by=by)
    detail(organisation=bearer.ods_code, client=bearer.client_id)
    return Sent.objects.create(
        referral=referral, organisation_id=bearer.organisation_id, client_id=bearer.client_id,
        their_reference=their_reference, changed_at=ClockTimestamp(),
    )  # fmt: skip


@action("partners.referral_withdrawn", "Took back a referral that their system sent", needs=front_door.RECEIVE)
def withdraw_referral(*, referral, reason, by):
    """Takes back what was sent: `referral` as it was when its sender's version was compared."""
    must_see_referral(referral, by)
    return referrals.withdraw(referral=referral, version=referral.version, reason=reason, by=by)
