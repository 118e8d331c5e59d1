"""Whether the log still says what was sealed, and which row is the first that does not."""

from dataclasses import dataclass

from django.db import connection

from bep.audit.seal import BODIES, GENESIS, TABLES, anchors

# Each link is checked against the one stored before it, so one pass in SQL reads the whole chain.
CHAIN = """
WITH links AS (
    SELECT position, log, row_id, hash,
           lag(hash, 1, {genesis}) OVER w AS before, lag(position, 1, 0::bigint) OVER w AS previous
      FROM audit_seal WINDOW w AS (ORDER BY position)
), checked AS (
    SELECT l.position, l.log, l.row_id, l.position - l.previous - 1 AS gap, coalesce(e.body, h.body) AS body,
           sha256(l.before || convert_to(coalesce(e.body, h.body), 'UTF8')) = l.hash AS holds
      FROM links l
      LEFT JOIN (SELECT r.id, {event} AS body FROM audit_event r) e ON l.log = 'event' AND e.id = l.row_id
      LEFT JOIN (SELECT r.id, {history} AS body FROM audit_rowhistory r) h ON l.log = 'history' AND h.id = l.row_id
)
SELECT position, log, row_id, gap, body IS NULL
  FROM checked WHERE gap <> 0 OR body IS NULL OR NOT holds
 ORDER BY position LIMIT 1
"""
ANCHORED = """
SELECT a.at, a.position, s.position IS NULL
  FROM unnest(%s::text[], %s::bigint[], %s::text[]) AS a (at, position, hash)
  LEFT JOIN audit_seal s ON s.position = a.position
 WHERE s.hash IS DISTINCT FROM decode(a.hash, 'hex')
 ORDER BY a.position LIMIT 1
"""
UNSEALED = """
SELECT r.id FROM {table} r
 WHERE r.at < now() - interval '25 hours'
   AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.log = %s AND s.row_id = r.id)
 ORDER BY r.id LIMIT 1
"""
KINDS = {"event": "Event", "history": "Row history"}


@dataclass(frozen=True)
class Finding:
    """The first place where the log is not what was sealed."""

    position: int
    sentence: str


def verify():
    """The first bad place of the log as a Finding, or None when all of it holds."""
    found = [finding for check in (chain, anchored) if (finding := check())]
    return min(found, key=lambda finding: finding.position) if found else never_sealed()


def chain():
    row = first(CHAIN.format(genesis=GENESIS, event=BODIES["event"], history=BODIES["history"]), [])
    if row is None:
        return None
    position, log, row_id, gap, gone = row
    what = f"{KINDS[log]} {row_id} (position {position})"
    if gap:
        return Finding(position - gap, f"Position {position - gap} is missing from the chain, before {what}.")
    if gone:
        return Finding(position, f"{what} has been removed.")
    return Finding(position, f"{what} does not say what was sealed: it, or the link before it, has been changed.")


def anchored():
    written = anchors()
    if not written:
        return None
    row = first(ANCHORED, [list(column) for column in zip(*written, strict=True)])
    if row is None:
        return None
    at, position, missing = row
    if missing:
        return Finding(position, f"Position {position} was anchored at {at} and is missing: the end has been cut off.")
    return Finding(position, f"Position {position} is not what was anchored at {at}: the chain has been rewritten.")


def never_sealed():
    """A row that has stood for longer than the daily look at everything, and is in no chain."""
    for log, table in TABLES.items():
        if row := first(UNSEALED.format(table=table), [log]):
            return Finding(0, f"{KINDS[log]} {row[0]} was never sealed. Is the clock process (beat) running?")
    return None


def first(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
