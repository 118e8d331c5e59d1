"""What another organisation's system does with a referral: the same actions as on our screens, by the system's own name."""

from django.db.models import DateTimeField, Func

from amhp_rota import actions as desk
from amhp_rota import permissions as amhp
from bep.audit.record import action, detail
from partners import rules
from partners.models import Sent, SentConcern
from referrals import actions as referrals
from referrals import permissions as front_door
from referrals.access import must_see_referral
from safeguarding import permissions as safeguarding
from safeguarding.concern import actions as concerns


class ClockTimestamp(Func):
    """The moment itself, on the database's own clock: not the one at which the transaction began."""

    function = "clock_timestamp"
    output_field = DateTimeField()


@action("partners.referral_sent", "Sent us a referral from their system", needs=front_door.RECEIVE)
def send_referral(*, facts, their_reference, bearer, by):
    """Takes a referral as the hub does. Nobody is matched here: who it is, a worker decides, and the sender is not told."""
    return take(facts, their_reference, bearer, by)


def take(facts, their_reference, bearer, by):
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
    rules.is_no_mha_request(referral)
    return referrals.withdraw(referral=referral, version=referral.version, reason=reason, by=by)


@action("partners.mha_asked", "Asked from their system for a Mental Health Act assessment", needs=amhp.REQUEST)
def ask_mha(*, facts, asked, their_reference, bearer, by):
    """Comes as a referral, and with `asked`, what only the AMHP desk needs, onto the desk's board: who the person is, whoever
    takes it there decides, or the hub."""
    sent = take(facts, their_reference, bearer, by)
    desk.ask_from_outside(referral=sent.referral, facts=asked, by=by)
    return sent


@action("partners.concern_sent", "Raised a safeguarding concern from their system", needs=safeguarding.RAISE)
def raise_concern(*, facts, bearer, by):
    """As on our screens; the adult is matched by whoever decides on it."""
    rules.concern_is_not_here_already(facts)
    concern = concerns.raise_concern(facts=facts, by=by)
    detail(organisation=bearer.ods_code, client=bearer.client_id)
    return SentConcern.objects.create(
        concern=concern, organisation_id=bearer.organisation_id, client_id=bearer.client_id
    )
