"""The second saver is shown both versions, chooses part by part, and saves again. Works for any form, without a script.

    if request.method == "POST" and form.is_valid():
        conflict.settle(form, person)
        saved = attempt(form, lambda: actions.correct(person=person, version=request.POST["version"], **form.cleaned_data))

and in the template `{% load editing %}{% if form.conflict %}{% conflict form %}{% else %}<form …>{% endif %}`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.forms.utils import pretty_name

from bep.audit.models import Event
from bep.kit import clock

UNSENT = {"csrfmiddlewaretoken", "version"}
EMPTY = (None, "", [], ())


@dataclass(frozen=True)
class Side:
    """One field that the two versions say differently, in words."""

    name: str
    label: str
    mine: str
    theirs: str


def settle(form, theirs):
    """Puts the other's words where the editor chose "Keep theirs". Call it on a valid form; nothing chosen changes nothing."""
    for name in form.cleaned_data:
        if form.data.get(f"keep_{name}") == "theirs":
            form.cleaned_data[name] = values_of(theirs)[name]


def values_of(record):
    """What a record says, by the names of a form's fields: its `as_form()` where it has one, else its attributes."""
    return record.as_form() if hasattr(record, "as_form") else Attributes(record)


class Attributes:
    def __init__(self, record):
        self.record = record

    def __contains__(self, name):
        return hasattr(self.record, name)

    def __getitem__(self, name):
        return getattr(self.record, name)


def sides(form):
    """The fields that differ between what was sent and the record as it now is."""
    theirs = values_of(form.conflict)
    for name, mine in form.cleaned_data.items():
        if name in form.fields and name not in UNSENT and name in theirs and not same(mine, theirs[name]):
            field = form.fields[name]
            yield Side(name, str(field.label or pretty_name(name)), words(field, mine), words(field, theirs[name]))


def same(mine, theirs):
    return mine == theirs or (mine in EMPTY and theirs in EMPTY)


def words(field, value):
    """A value as people read it."""
    if value in EMPTY:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.LONDON):%-d %B %Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    labels = dict(flat(getattr(field, "choices", ())))
    many = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(labels.get(one, one)) for one in many)


def flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def sent(form):
    """Everything that was sent, to be sent again: (name, value) pairs for hidden inputs."""
    for name, values in form.data.lists():
        if name not in UNSENT and not name.startswith("keep_"):
            yield from ((name, value) for value in values)


def last_saved(record):
    """(who, when) of the newest event about the record; nobody when the log has none."""
    kind, pk = record._meta.label_lower, str(record.pk)
    found = Event.objects.filter(object_type=kind, object_id=pk).order_by("-pk").values("actor", "at").first()
    return (found["actor"], found["at"]) if found else ("Somebody else", None)
