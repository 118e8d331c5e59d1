"""My work as one object: what the page shows, made of four queries."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from bep.access.models import Worker
from bep.audit.record import shown
from bep.kit import clock, drafts, faces
from bep.kit.memory import Memory
from bep.kit.registry import DUTIES, NAV
from people import permissions as may
from people.faces import person_url
from people.models import Involvement, Person
from people.queries.caseload import add_facts, capacity, involvements, one_a_person
from people.queries.work import cut, work

# heading: (title, what to say when it is empty). Their order is the order of the page.
HEAPS = {
    "alarm": ("In danger now", "Nobody is said to be in danger now."),
    "late": ("Overdue", "Nothing is overdue."),
    "today": ("Due today", "Nothing more is due today."),
    "risk": ("At risk", "Nobody is at risk: no review of risk is overdue, and everybody was seen."),
    "waiting": ("Waiting for me", "Nothing waits for you."),
    "soon": ("In the next seven days", "Nothing is due in the next seven days."),
    "return": ("Missing for the return", "Nothing is missing: everybody's record is ready for the return."),
}
BESIDE = {"return"}  # told in a box of its own, not in the list of what is due
FIRST_ROWS = 8
# The same for everybody, and it changes a few times a day.
ON_DUTY = Memory("on_duty", lambda: [told for duty in DUTIES for told in duty.read()])
NEW_FOR = timedelta(days=60)  # an allocation nobody acknowledged is no longer news


@dataclass
class Heap:
    """The work under one heading. Only what is drawn becomes a row, so only whom it draws is recorded as shown."""

    key: str
    work: list
    cut: set
    worker: Worker
    leads: bool = False

    @property
    def title(self):
        return HEAPS[self.key][0]

    @property
    def empty(self):
        return HEAPS[self.key][1]

    @property
    def count(self):
        return len(self.work)

    @property
    def says(self):
        """How many, with a plus where an inbox holds more than My work lists."""
        return f"{self.count}+" if self.goes_on else str(self.count)

    @property
    def goes_on(self):
        return any(row.source.kind in self.cut for row in self.work)

    @cached_property
    def rows(self):
        return self.drawn(self.work)

    @cached_property
    def first(self):
        return self.drawn(self.work[:FIRST_ROWS])

    def drawn(self, work):
        """One main button on the page, on what comes first: a page of main buttons has none."""
        found = [face(row, self.worker) for row in work]
        if self.leads:
            found[0] = replace(found[0], action_main=True)
        return found

    @property
    def url(self):
        return f"{reverse('people:my_work')}?show={self.key}"


class MyWork:
    def __init__(self, worker, cases, rows, unfinished):
        self.worker, self.cases, self.unfinished = worker, cases, unfinished
        heaps = defaultdict(list)
        for row in rows:
            heaps[row.heap].append(row)
        first = next((key for key in ("alarm", "late", "today") if heaps[key]), None)
        self.heaps = {key: Heap(key, heaps[key], cut(rows), worker, leads=key == first) for key in HEAPS}

    def heap(self, key):
        return self.heaps[key]

    @property
    def day(self):
        return clock.today()

    @property
    def all_heaps(self):
        """Those that the page counts in a line; an alarm only while there is one."""
        counted = [heap for heap in self.heaps.values() if heap.key not in BESIDE]
        return [heap for heap in counted if heap.count or heap.key != "alarm"]

    @property
    def due(self):
        """What is late, due today or soon: one list, with so many of each and links to what is left out."""
        return [self.heaps[key] for key in ("late", "today", "soon")]

    @property
    def due_rows(self):
        return [row for heap in self.due for row in heap.first]

    @property
    def left_out(self):
        return [heap for heap in self.due if heap.count > len(heap.first)]

    @property
    def alarms(self):
        return self.heaps["alarm"]

    @property
    def due_count(self):
        return sum(heap.count for heap in self.due)

    @property
    def due_says(self):
        return f"{self.due_count}+" if any(heap.goes_on for heap in self.due) else str(self.due_count)

    @property
    def others(self):
        return [self.heaps[key] for key in ("risk", "waiting")]

    @cached_property
    def new(self):
        """Whom somebody else gave me lately, and I have not said that I have seen."""
        since = clock.now() - NEW_FOR
        return [
            new_face(case.involvement)
            for case in sorted(self.cases, key=lambda case: case.involvement.starts, reverse=True)
            if is_new(case.involvement, since)
        ]

    @property
    def is_empty_for_good(self):
        """For a role that works with no people: the page shows its jobs instead."""
        return not self.worker.has_perm(may.RECORD) and not self.cases and not any(h.count for h in self.heaps.values())

    @property
    def jobs(self):
        """What a role without a caseload can do: the navigation's own words, each with its hint."""
        own = [item for item in NAV if item.url_name != "people:my_work"]
        return [item for item in own if not item.needs or any(self.worker.has_perm(p) for p in item.needs)]

    @property
    def missing(self):
        return self.heaps["return"]

    @property
    def ready(self):
        """How many of my people the return would take as they are."""
        return len(self.cases) - self.missing.count

    @property
    def on_duty(self):
        """Whom to ring now, room by room."""
        return [faces.Row(key=what, value=who, note=note) for what, who, note in ON_DUTY.get()]

    @property
    def load(self):
        return sum((case.points for case in self.cases), Decimal(0))

    @property
    def capacity(self):
        return capacity(self.worker)


def build(worker):
    # Whoever's role sees nobody has no people here either, also not those of an earlier role.
    cases = one_a_person(involvements(worker, [worker.pk])) if worker.has_perm(may.VIEW) else {}
    add_facts({pk: [case] for pk, case in cases.items()})
    covered = [pk for pk, case in cases.items() if case.role == Involvement.Role.COVER]
    rows = work(worker, list(cases), worker=worker, covered=covered, team=True)
    return MyWork(worker, list(cases.values()), rows, not_finished(worker))


def is_new(involvement, since):
    return (
        involvement.acknowledged_at is None
        and involvement.starts > since
        and involvement.began_by_id not in (None, involvement.worker_id)
    )


# --- how a row looks --------------------------------------------------------------------------------------------------
def face(row, worker):
    return faces.WorkRow(
        who=row.who,
        what=row.what,
        url=person_url(row.person_id) if row.person_id else "",
        clock=clock_of(row),
        detail=row.detail,
        action_label=row.source.verb,
        action_url=row.url_for(worker),
    )


def clock_of(row):
    if not row.due:
        return None
    if row.heap in {"alarm", "waiting"} and row.due <= clock.now():
        return faces.waiting(row.due, clock.now(), late_after=timedelta() if row.heap == "alarm" else None)
    return faces.due(row.day if row.source.by_day else row.due)


def new_face(involvement):
    began = involvement.starts.astimezone(clock.LONDON)
    by = involvement.began_by.name
    reason = f": “{involvement.reason}”" if involvement.reason else ""
    return {
        "who": involvement.person.name,
        "url": person_url(involvement.person_id),
        "tag": involvement.get_role_display(),
        "words": f"{began.day} {began:%B %H:%M} by {by}{reason}",
    }


def not_finished(worker):
    """The worker's drafts, without those about somebody they may no longer see."""
    visible = Q(person_id=None) | Q(person_id__in=Person.objects.visible_to(worker).values("pk"))
    found = list(drafts.unfinished(worker).filter(visible))
    shown(*(draft.person_id for draft in found))
    return [draft_face(draft) for draft in found]


def draft_face(draft):
    return faces.WorkRow(
        who=draft.title or "Unfinished form",
        what="",
        url=draft.url,
        clock=faces.Clock("none", f"saved {drafts.clock_time(draft.saved_at)}"),
        detail="Saved on the server: nothing is lost if you close it.",
        action_label="Carry on",
        action_url=draft.url,
    )
