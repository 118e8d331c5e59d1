"""What the record of a person puts on shared screens."""

from django.urls import reverse

from bep.access.permissions import GRANT_ACCESS
from bep.kit.registry import NavItem, Panel, PersonAction, TimelineSource, add
from people import boxes, handover, outgoing, subjects  # noqa: F401 (the last three: what lower rooms ask of this one)
from people import permissions as may
from people.actions import leaving  # noqa: F401 (it subscribes)
from people.sources import person as sources


def opens(name):
    """The URL of one person's screen."""
    return lambda object_id, person_id: reverse(name, args=[person_id])


add(
    NavItem(
        "People", "people:search", needs=(may.VIEW, may.SEARCH_EVERYONE), order=20, prefix="/people/",
        hint="find a person by name, number, date of birth or postcode",
    ),
    NavItem(
        "Records", "people:records", needs=(GRANT_ACCESS, may.MERGE), order=80, prefix="/records/",
        hint="restrict a record, grant access to it, merge two records of one person",
    ),
    Panel("Contact", boxes.contact, order=10),
    Panel("Around them", boxes.around, order=15, reads=boxes.around_reads),
    Panel("Now", boxes.now, order=30, reads=boxes.now_reads),
    PersonAction("Change details", "people:details", may.EDIT, order=50),
    PersonAction("Safe contact", "people:safe_contact", may.SAFE_CONTACT, order=51),
    PersonAction("Alerts", "people:alerts", may.VIEW, order=52),
    PersonAction("People in their life", "people:relationships", may.VIEW, order=53),
    PersonAction("Home and work", "people:status", may.VIEW, order=54),
    PersonAction("Who works with them", "people:workers", may.VIEW, order=55),
    PersonAction("Chronology", "people:chronology", may.VIEW, order=56),
    PersonAction("Record a death", "people:death", may.EDIT, order=90),
    PersonAction("Access to this record", "people:access", GRANT_ACCESS, order=95),
)  # fmt: skip
add(
    TimelineSource(
        "registered", "Registered", sources.registered, lambda facts: f"Registered as {facts['reference']}."
    ),
    TimelineSource("death", "Death", sources.deaths, lambda facts: "Died."),
    TimelineSource("alert_added", "Alert", sources.alerts_added, sources.alert_sentence, opens("people:alerts")),
    TimelineSource(
        "alert_ended", "Alert ended", sources.alerts_ended, sources.alert_ended_sentence, opens("people:alerts")
    ),
    TimelineSource("status", "Home and work", sources.statuses, sources.status_sentence, opens("people:status")),
    TimelineSource("worker_began", "Worker", sources.workers_began, sources.began_sentence, opens("people:workers")),
    TimelineSource(
        "worker_ended", "Worker left", sources.workers_ended, sources.ended_sentence, opens("people:workers")
    ),
    TimelineSource(
        "merged", "Merge", sources.merges, lambda facts: f"Joined with another record of theirs, {facts['reference']}."
    ),
)

from people.registrations import day  # noqa: E402, F401 (after what stands above: panels keep this order)
