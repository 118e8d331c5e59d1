"""What every action of this room asks first: may the doer see the person?"""

from bep.kit.locking import locked
from bep.kit.rules import NotFound
from people.models import Person

NOBODY = "There is nobody here whom you may see."
REMEDY = "Check the reference, or ask information governance."


def within_reach(person, by):
    """The person, if the doer may see them; else nothing is here."""
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise NotFound(NOBODY, remedy=REMEDY)
    return person


def opened(record, version, by):
    """The record, locked at the version the doer opened, if they may see whom it is about."""
    current = locked(record, version)
    within_reach(current.person, by)
    return current
