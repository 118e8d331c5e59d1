"""A person's life with the service: the rows of every room's timeline sources in one query, newest first, paged by key."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from bep.kit import clock, faces, union
from bep.kit.registry import TIMELINE

GROUPS = {"": "all", "contacts": "contacts", "decisions": "decisions", "documents": "documents"}
PAGE = 12
WHOLE = 5000  # more than any life with the service; a bound all the same

SQL = """
SELECT t.*, w.name AS by
  FROM ({union}) t
  LEFT JOIN access_worker w ON w.id = t.by_id
 WHERE t.at IS NOT NULL AND (%s::timestamptz IS NULL OR (t.at, t.kind, t.object_id) < (%s::timestamptz, %s, %s))
 ORDER BY t.at DESC, t.kind DESC, t.object_id DESC
 LIMIT %s
"""


@dataclass(frozen=True)
class Happening:
    """One thing that happened, whichever room keeps it."""

    source: Any
    at: datetime
    object_id: int
    person_id: int
    by: str
    facts: dict
    readable: bool = True

    @property
    def title(self):
        """What happened; for whoever may not read its words, that it did."""
        return self.source.sentence(self.facts) if self.readable else self.source.told(self.facts)

    @property
    def url(self):
        return (self.source.url(self.object_id, self.person_id) or "") if self.readable else ""

    @property
    def key(self):
        return [self.at.isoformat(), self.source.kind, self.object_id]

    @property
    def when(self):
        """The moment; the day alone where nobody knows the time."""
        moment = self.at.astimezone(clock.LONDON)
        return moment.date() if moment.time() == time() else moment

    @property
    def face(self):
        return faces.Event(when=self.when, title=self.title, by=self.by or "", url=self.url, kind=self.source.kind)


def timeline(person, reader, *, group="", after=None, most=PAGE):
    """(happenings, key of the last where older ones follow, else None). What a merge left on a lost record is told too."""
    sources = [source for source in TIMELINE.values() if group in ("", source.group)]
    arms = union.arms(sources, ids_of(person), union.TIMELINE)
    at, kind, object_id = after or (None, None, None)
    found = union.read(arms, SQL, [at, at, kind, object_id, most + 1])
    happenings = [happening(row, reader) for row in found[:most]]
    return happenings, happenings[-1].key if len(found) > most else None


def ids_of(person):
    """The person's id, and those of records that were merged into theirs."""
    return [person.pk, *(getattr(person, "merged_ids", None) or ())]


def happening(row, reader):
    source = TIMELINE[row["kind"]]
    return Happening(
        source=source,
        at=row["at"],
        object_id=row["object_id"],
        person_id=row["person_id"],
        by=row["by"],
        facts=row["facts"],
        readable=source.needs is None or row["by_id"] == reader.pk or reader.has_perm(source.needs),
    )
