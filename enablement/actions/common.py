"""What every action of this room asks first."""

from bep.kit.rules import NotFound, Refused
from people.models import Person


def seen(record, by):
    """The record (a person, or anything about one) if its person may be seen by the doer; else not found."""
    if not Person.objects.visible_to(by).filter(pk=record.person_id).exists():
        raise NotFound(
            "There is nobody here whom you may see.", remedy="Check the reference, or ask your team manager."
        )
    return record


def asks(value, sentence, *, field, remedy):
    """Refuses when a thing that must be said has not been."""
    if value in (None, "") or not str(value).strip():
        raise Refused(sentence, field=field, remedy=remedy)
    return value
