"""Fetching that is also the permission check: what is not visible is not found."""

from bep.kit.rules import NotFound
from people.models import Person
from referrals.models import Referral

NOBODY = "There is nobody here whom you may see."
NOTHING = "There is no referral here that you may see."


def visible_person(person, by):
    """The person if this doer may find them; the front door finds everybody unrestricted."""
    if person is not None and not Person.objects.findable_by(by).filter(pk=person.pk).exists():
        raise NotFound(NOBODY, remedy="Ask information governance if you think that you should.")
    return person


def check_visible(referral, by):
    if not Referral.objects.visible_to(by).filter(pk=referral.pk).exists():
        raise NotFound(NOTHING, remedy="Check the reference, or ask the hub.")
