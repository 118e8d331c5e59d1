"""The first thing an action about a person asks: may its doer see them at all?"""

from bep.kit.rules import NotFound
from people.models import Person
from people.rules import nobody_here


def must_see(person, by):
    """Refuses, as if nobody were there, a doer who may not see the person."""
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise nobody_here()


def must_see_record(record, by):
    """The same, for a record about a person."""
    if not type(record)._default_manager.visible_to(by).filter(pk=record.pk).exists():
        raise NotFound("There is nothing here that you may see.", remedy="Go back and open the list again.")
