"""An event as a reader sees it."""

from itertools import islice

from django.urls import reverse
from django.utils.http import urlencode

from bep.audit import subjects
from bep.audit.events import EVENTS


def rows(events):
    """Events in words, with people by reference. One query more, however many events."""
    events = list(events)
    names = subjects.references({i for event in events for i in event.person_ids})
    return [row(event, names) for event in events]


COLUMNS = ("When", "Who", "What", "About", "Reason", "Record", "More")
CHUNK = 500


def lines(events):
    """Events as lines of a file, whose references are read for many at a time."""
    events = iter(events)
    while chunk := list(islice(events, CHUNK)):
        for said in rows(chunk):
            people = ", ".join(said["people"])
            yield [said["at"], said["actor"], said["sentence"], people, said["reason"], said["record"], said["facts"]]


def row(event, names):
    return {
        "at": event.at,
        "actor": event.actor,
        "sentence": sentence(event),
        "people": [names.get(i, f"number {i}") for i in event.person_ids],
        "reason": event.reason,
        "facts": facts(event.detail),
        "record": f"{event.object_type} {event.object_id}".strip(),
        "record_url": record_url(event),
    }


def sentence(event):
    known = EVENTS.get(event.name)
    return known.sentence if known else event.name


def facts(detail):
    """The event's further facts as "page: people:search, method: GET"."""
    return ", ".join(f"{key.replace('_', ' ')}: {said(value)}" for key, value in detail.items())


def said(value):
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def record_url(event):
    if not event.object_type:
        return ""
    return f"{reverse('audit:record')}?{urlencode({'kind': event.object_type, 'number': event.object_id})}"
