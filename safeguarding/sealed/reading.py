"""Opening sealed parts: each time is an event of its own."""

from bep.audit.record import note
from safeguarding.sealed.actions import READ


def opened(parts, worker):
    """The parts that a worker may read, and with them the record that they were read."""
    found = list(parts)
    if found:
        people = [part.concern.person_id for part in found if part.concern.person_id]
        note(READ.name, by=worker, people=people, parts=[part.pk for part in found])
    return found
