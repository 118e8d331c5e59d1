"""/api/v1/referrals: what a trust sends, and what it is told of it."""

import pytest

from referrals import actions
from referrals.models import Referral
from tests.partners.trusts import a_referral

pytestmark = pytest.mark.django_db


def test_a_trust_sends_a_referral_and_follows_it(trust, cast):
    made = trust.post("referrals", a_referral())
    assert made.status_code == 201, made.content
    said = made.json()
    assert made["Location"] == f"/api/v1/referrals/{said['id']}"
    assert (said["your_reference"], said["state"], said["outcome"]) == ("W-1", "received", None)
    referral = Referral.objects.get(reference=said["id"])
    assert (referral.channel, referral.referrer_organisation, referral.person) == ("api", "Trust TAF", None)
    assert referral.as_received["person"]["given_name"] == "Noor"
    actions.triage(referral=referral, version=1, verb="inform", reason="Advice is enough.", by=cast.sara)
    read = trust.get(f"referrals/{said['id']}").json()
    assert (read["state"], read["outcome"]["code"]) == ("closed", "information_and_advice")
    assert read["changed_at"] > said["changed_at"]
