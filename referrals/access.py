"""Fetching that is also the permission check: what is not visible is not found."""

from bep.kit.rules import NotFound
from people.models import Person
from people.rules import nobody_here
from referrals.models import Referral


def visible_person(person, by):
    """The person if this doer may find them; the front door finds everybody unrestricted."""
    if person is not None and not Person.objects.findable_by(by).filter(pk=person.pk).exists():
        raise nobody_here()
    return person


def must_see_referral(referral, by):
    """A referral has its own sight: it may be about nobody yet, and the front door sees those that wait."""
    if not Referral.objects.visible_to(by).filter(pk=referral.pk).exists():
        raise NotFound("There is no referral here that you may see.", remedy="Check the reference, or ask the hub.")
