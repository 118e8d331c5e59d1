"""Sealing the log: each row, once committed, becomes a link of one hash chain, so that a later change of it shows.

Rows are inserted unchained, because a chain at insertion makes every transaction wait for the one before. A beat task
seals them afterwards, in the order it finds them: link = SHA-256(link before || canonical text of the row). Events and
row history share the chain. The head goes to a file outside the database at each sealing (`anchor`): whoever rewrites
the whole chain, or cuts off its end, still cannot rewrite that file on another machine. `bep/audit/verify.py` checks.

What is not sealed yet is found without reading the log from its beginning: every id up to the mark's `low` is sealed or
can no longer appear. An id may be taken long before its transaction commits, so `high`, the last id sealed, becomes
`low` only when every transaction has ended that could have taken an id before it. In a database restored into another
cluster transaction numbers begin again, lower: then all those transactions are gone, and it becomes `low` at once.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

# What is sealed of a row, in a form that no session setting changes. A column added later is left out: the text of a
# sealed row must stay what it was for ever.
BODIES = {
    "event": "ROW(r.id, extract(epoch FROM r.at), r.name, r.actor_id, r.actor, r.person_ids, r.object_type, r.object_id,"
    " r.reason, r.detail, r.transaction)::text",
    "history": 'ROW(r.id, extract(epoch FROM r.at), r."table", r.row_id, r.operation, r.old, r.action, r.actor,'
    " r.transaction)::text",
}
TABLES = {"event": "audit_event", "history": "audit_rowhistory"}
GENESIS = "'\\x'::bytea"
LOCK = 0x6265705F7365616C  # one sealer at a time
BATCH = 50_000

logger = logging.getLogger(__name__)

SEAL = """
WITH head AS (
    SELECT coalesce(max(position), 0) AS position,
           coalesce((SELECT hash FROM audit_seal ORDER BY position DESC LIMIT 1), {genesis}) AS link
      FROM audit_seal
), new AS (
    SELECT r.id, {body} AS body
      FROM {table} r
     WHERE r.id > %(low)s AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.log = %(log)s AND s.row_id = r.id)
     ORDER BY r.id LIMIT %(batch)s
), sealed AS (
    INSERT INTO audit_seal (position, log, row_id, hash, at)
    SELECT head.position + row_number() OVER w, %(log)s, new.id, bep_chain(head.link, new.body) OVER w, now()
      FROM new, head WINDOW w AS (ORDER BY new.id ROWS UNBOUNDED PRECEDING)
    RETURNING row_id
)
SELECT count(*) FROM sealed
"""
SETTLE = """
UPDATE audit_sealmark
   SET low = high, high = greatest(high, (SELECT max(row_id) FROM audit_seal WHERE log = %(log)s)),
       horizon = pg_snapshot_xmax(pg_current_snapshot())::text::bigint
 WHERE log = %(log)s
   AND (horizon <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        OR horizon > pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
"""


def seal(everything=False):
    """Seals all that is committed and unsealed, anchors the head, and says how many rows it sealed.

    `everything` looks at the whole log again, past the mark.
    """
    total = 0
    for log in TABLES:
        while count := seal_batch(log, everything):
            total += count
    if total:
        anchor(head())
    return total


def seal_batch(log, everything):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("INSERT INTO audit_sealmark VALUES (%s, 0, 0, 0) ON CONFLICT DO NOTHING", [log])
        cursor.execute("SELECT low FROM audit_sealmark WHERE log = %s", [log])
        low = 0 if everything else cursor.fetchone()[0]
        statement = SEAL.format(genesis=GENESIS, body=BODIES[log], table=TABLES[log])
        cursor.execute(statement, {"log": log, "low": low, "batch": BATCH})
        (count,) = cursor.fetchone()
        cursor.execute(SETTLE, {"log": log})
        return count


def head():
    """(position, hash) of the chain's last link, or None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, encode(hash, 'hex') FROM audit_seal ORDER BY position DESC LIMIT 1")
        return cursor.fetchone()


def anchor(link):
    """Writes the head down outside the database: a line of time, position and hash, added and never changed."""
    if not settings.AUDIT_ANCHOR_FILE:
        logger.warning("AUDIT_ANCHOR_FILE is not set, so nobody could tell if the end of the log were cut off.")
        return
    position, digest = link
    path = Path(settings.AUDIT_ANCHOR_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {position} {digest}\n")


def anchors():
    """[(time, position, hash)] as written down, oldest first."""
    path = Path(settings.AUDIT_ANCHOR_FILE or "/nowhere")
    if not path.exists():
        return []
    lines = (line.split() for line in path.read_text().splitlines())
    return [(at, int(position), digest) for at, position, digest in lines]
