"""The community directory, and whether what we pointed people to has helped."""

from bep.audit.record import action
from bep.kit import clock
from referrals import permissions as may
from referrals.access import must_see_referral
from referrals.actions.hubs import put
from referrals.models import Organisation


@action("referrals.organisation_saved", "Changed an entry of the directory", needs=may.KEEP_DIRECTORY)
def save_organisation(*, facts, by, organisation=None, version=None):
    return put(Organisation, organisation, version, facts)


@action("referrals.signpost_followed_up", "Asked whether signposting helped", needs=may.RECEIVE)
def heard_back(*, signpost, helped, by):
    must_see_referral(signpost.referral, by)
    signpost.helped, signpost.asked_at = helped, clock.now()
    signpost.full_clean()
    signpost.save(update_fields=["helped", "asked_at"])
    return signpost
