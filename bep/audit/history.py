"""Row history in readable form: each change of one record, who made it, and each field before and after.

The log says that something was changed, when and by whom. What it said is the record's own, so the words of a record
about a person are for readers who may see that person.
"""

from dataclasses import dataclass

from django.apps import apps

from bep.audit import subjects
from bep.audit.events import EVENTS
from bep.audit.models import RowHistory
from bep.audit.record import shown


@dataclass(frozen=True)
class Change:
    """One change of a record: `fields` are (name, before, after); without words where the reader may not see them."""

    at: object
    actor: str
    sentence: str
    fields: list


@dataclass(frozen=True)
class History:
    """What a record says now and each change of it, newest first. `now` is empty when it was deleted, or never was."""

    now: dict
    changes: list
    hidden: bool


def history(label, number, reader):
    model = apps.get_model(label)
    now = model._base_manager.filter(pk=number).values().first() if is_key(model, number) else None
    rows = list(RowHistory.objects.filter(table=model._meta.db_table, row_id=number)[:200])
    people = {person_of(model, values) for values in (now or {}, *(row.old for row in rows))} - {None}
    if not may_read(model, number, now, people, reader):
        return History({}, [without_words(change) for change in changes(model, now, rows)], hidden=True)
    shown(*people)
    return History(readable(model, now or {}), list(changes(model, now, rows)), hidden=False)


def may_read(model, number, now, people, reader):
    """Whom it is about, and the record's own sight where it has one: a record about nobody known, or a sealed one."""
    if people and not subjects.may_see(reader, people):
        return False
    own = model._default_manager.all()
    return not (now and hasattr(own, "visible_to")) or own.visible_to(reader).filter(pk=number).exists()


def changes(model, now, rows):
    """Walks back from what the record says now: each row of history says only what a change took away."""
    after = readable(model, now or {})
    for row in rows:
        before = {**after, **readable(model, row.old)}
        yield Change(row.at, row.actor, sentence(row), differences(before, after))
        after = before


def without_words(change):
    return Change(
        change.at, change.actor, change.sentence, [(name, "Hidden", "Hidden") for name, _, _ in change.fields]
    )


def is_key(model, number):
    """A word where a number belongs names no row."""
    try:
        model._meta.pk.to_python(number)
    except Exception:
        return False
    return True


def readable(model, values):
    """A row's columns by the names people know, choices by their labels."""
    said = {}
    for field in model._meta.concrete_fields:
        if field.name != "password" and (field.attname in values or field.column in values):
            value = values.get(field.attname, values.get(field.column))
            said[str(field.verbose_name).capitalize()] = words(field, value)
    return said


def words(field, value):
    if value in (None, "", [], {}):
        return ""
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if field.get_internal_type() == "BooleanField":
        return "Yes" if value else "No"
    return f"number {value}" if field.is_relation else plain(field, value)


def plain(field, value):
    """History keeps JSON, the row Python: both are said alike, so that what did not change is not shown as changed."""
    try:
        value = field.to_python(value)
        return f"{value:.{field.decimal_places}f}" if hasattr(field, "decimal_places") else str(value)
    except Exception:
        return str(value)


def differences(before, after):
    return [
        (name, before.get(name, ""), after.get(name, ""))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def sentence(row):
    known = EVENTS.get(row.action)
    done = known.sentence if known else row.action
    return f"{done} (deleted)" if row.operation == "DELETE" else done


def person_of(model, values):
    return values.get("id") if model._meta.label_lower == "people.person" else values.get("person_id")
