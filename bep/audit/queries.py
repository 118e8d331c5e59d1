"""What the log's readers may ask of it. Every answer is a queryset of events, newest first."""

from datetime import timedelta

from bep.audit.events import REFUSED
from bep.audit.models import Event
from bep.kit import clock


def about_people(ids):
    return Event.objects.filter(person_ids__overlap=ids)


def by_worker(worker):
    return Event.objects.filter(actor_id=worker.pk)


def refusals():
    return Event.objects.filter(name=REFUSED.name)


def between(events, starts, ends):
    """Only what happened on these days, both included; either may be None."""
    if starts:
        events = events.filter(at__gte=clock.at(starts))
    if ends:
        events = events.filter(at__lt=clock.at(ends + timedelta(days=1)))
    return events
