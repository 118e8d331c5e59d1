"""What waits to be done, and for whom: the rows of every room's work sources in one query."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from bep.access.gate import may_open
from bep.audit.record import shown
from bep.kit import clock, union
from bep.kit.registry import WORK, WorkSource
from people.models import Involvement
from people.models.person import granted_to

MOMENT = timedelta(microseconds=1)
SOON = timedelta(days=7)  # how far ahead My work looks
EVER = timedelta(days=3650)
MOST_ROWS = 2000
MOST_OF_AN_INBOX = 100  # of what waits for a whole team; the rest is on the screen of its own that each inbox has

# The last line but one: with no worker named, everybody's; else what is for whoever is allocated, for the worker
# by name, or about somebody they cover. What a worker left undone who is gone is for whoever is allocated.
SQL = """
SELECT w.*, CASE WHEN gone.id IS NULL THEN w.worker_id END AS worker_id, coalesce(
         trim(coalesce(nullif(p.preferred_name, ''), p.given_name) || ' ' || p.family_name), w.facts ->> 'name') AS name
  FROM ({union}) w
  LEFT JOIN people_person p ON p.id = w.person_id
  LEFT JOIN access_worker gone ON gone.id = w.worker_id AND (NOT gone.is_active OR gone.ends < current_date)
 WHERE (p.id IS NULL OR p.merged_into_id IS NULL AND (NOT p.restricted OR p.id = ANY(%s)))
   AND (p.death_date IS NULL OR w.kind = ANY(%s))
   AND (w.due IS NULL OR w.due <= %s)
   AND (%s OR w.worker_id IS NULL OR gone.id IS NOT NULL OR w.worker_id = %s OR w.person_id = ANY(%s))
 ORDER BY w.due NULLS LAST, w.kind, w.object_id
 LIMIT %s
"""


@dataclass
class Work:
    """One thing that waits: about whom, for whom, what, by when, and where it is done."""

    source: WorkSource
    object_id: int
    person_id: int | None  # None: about somebody not yet matched, whom `facts` name
    worker_id: int | None
    name: str
    due: datetime | None
    facts: dict
    readable: bool = True

    @property
    def who(self):
        """The name of whom it is about, and with it the record that they were shown (bep.audit)."""
        shown(self.person_id)
        return self.name

    @property
    def what(self):
        """What waits; for whoever may not read its words, what kind of thing it is."""
        return self.source.sentence(self.facts) if self.readable else self.source.outline

    @property
    def detail(self):
        return self.source.detail(self.facts) if self.readable else ""

    @property
    def day(self):
        """The day it is due on: the one that ends, or that has the moment in it."""
        return clock.as_date(self.due - MOMENT) if self.due else None

    @property
    def late(self):
        return bool(self.due) and self.due <= self.ended

    @property
    def ended(self):
        """Until when things are late by now: for what is due on a day, the day that has ended."""
        return clock.at(clock.today()) if self.source.by_day else clock.now()

    def url_for(self, worker):
        """Where it is done, or nothing for a worker who may not do it."""
        url = self.source.url(self.object_id, self.person_id)
        return url if url and may_open(worker, url) else ""

    @property
    def heap(self):
        """Which heading it comes under: alarm, waiting, return, risk, late, today or soon."""
        if self.source.group in {"alarm", "waiting", "return"}:
            return self.source.group
        if self.late:
            return "risk" if self.source.group == "risk" else "late"
        return "today" if self.due and self.day == clock.today() else "soon"


def work(reader, people, *, worker=None, covered=(), team=False, ahead=SOON):
    """What waits about the people (ids), soonest first, as far as the reader may see them.

    With a `worker`, theirs and whoever's is allocated; about `covered` people, also their colleague's. With `team`, the
    inboxes of the reader's teams as well, whomever those are about.
    """
    sources = [s for s in WORK.values() if s.audience == "own" or (team and serves(s, reader))]
    inboxes = [s for s in sources if s.audience == "team"]
    arms = union.arms([s for s in sources if s.audience == "own"], people, union.WORK)
    arms += union.arms(inboxes, of_teams(reader), union.WORK, first="due", most=MOST_OF_AN_INBOX)
    until = clock.end_of(clock.today() + ahead)
    lasting = [s.kind for s in sources if s.after_death]
    params = [granted_to(reader), lasting, until, worker is None, getattr(worker, "pk", None), list(covered), MOST_ROWS]
    return [thing(row, reader) for row in union.read(arms, SQL, params)]


def thing(row, reader):
    source = WORK[row.pop("kind")]
    reads = source.words_need is None or row["worker_id"] == reader.pk or reader.has_perm(source.words_need)
    return Work(source=source, readable=reads, **row)


def serves(source, reader):
    return source.needs is None or reader.has_perm(source.needs)


def of_teams(reader):
    return Involvement.objects.current().filter(team_id__in=reader.team_ids).values("person_id")


def cut(rows):
    """The kinds of which there may be more than the rows say: as many came as an inbox gives at most."""
    kinds = Counter(row.source.kind for row in rows if row.source.audience == "team")
    return {kind for kind, number in kinds.items() if number >= MOST_OF_AN_INBOX}
