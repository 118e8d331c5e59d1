"""What lower rooms' events lead to here; each runs in the transaction of what caused it."""

from bep.audit.events import subscribe
from safeguarding.concern.actions import follow_referral
from safeguarding.dols.following import stop_at_death
from safeguarding.models import Concern

ALIKE = {"yes": Concern.Consent.YES, "knows": Concern.Consent.NO, "cannot": Concern.Consent.CANNOT}


@subscribe("referrals.safeguarding_raised")
def concern_follows(referral, by):
    """The hub's decision “safeguarding concern” is a concern at once; the same referral makes only one."""
    if not Concern.objects.filter(referral=referral).exists():
        follow_referral(referral=referral, facts=facts_of(referral), by=by)


@subscribe("people.died")
def what_was_open_stops(person, by):
    stop_at_death(person=person, by=by)


def facts_of(referral):
    decision = referral.decisions.order_by("pk").last()
    said = [decision.reason if decision else "", referral.reason, referral.risks]
    return {
        "channel": Concern.Channel.REFERRAL,
        "what": "\n".join(filter(None, said)) or f"See referral {referral.reference}.",
        "consent": ALIKE.get(referral.consent, Concern.Consent.NOT_ASKED), "why_without": referral.consent_note,
        "views": referral.wants, "safe_contact": referral.safe_contact,
        "given_name": referral.given_name, "family_name": referral.family_name, "phone": referral.phone,
        "address": referral.address, "postcode": referral.postcode,
        "reporter_name": referral.referrer_name, "reporter_organisation": referral.referrer_organisation,
        "reporter_phone": referral.referrer_phone, "reporter_protected": not referral.referrer_may_be_named,
    }  # fmt: skip
