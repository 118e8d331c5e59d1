"""Rows of many rooms in one query: querysets with the same columns, joined by SQL UNION ALL.

Django cannot filter, join or group a union any further; here the union is a table expression of a larger query. Columns
are taken by name and cast, so a room may list them in any order. Django lets no expression take the name of a field: a
column then ends in an underscore, `.values("person_id", due_=EndOfDay("due"), kind_=Value("review"), …)`.

Django takes longer to make this SQL than PostgreSQL to run it. So what a source gives for a list of people is made once a day
and for other people's ids filled in anew (docs/adr/0060): a source reads nothing but its argument, the day and the targets.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, Func, Value

from bep.kit import clock, targets

NOBODY = Value(None, output_field=BigIntegerField())  # a work source's worker: for whoever is allocated


class EndOfDay(Func):
    """The moment in London when a day ends, or the day so many after it: when something is due that is due on a day."""

    template = "((%(expressions)s + %(days)s)::timestamp AT TIME ZONE 'Europe/London')"
    output_field = DateTimeField()

    def __init__(self, day, days=0):
        super().__init__(day, days=int(days) + 1)


class StartOfDay(Func):
    """The moment a day begins in London: when something took place that is known by its day."""

    template = "(%(expressions)s::timestamp AT TIME ZONE 'Europe/London')"
    output_field = DateTimeField()


# name: SQL expression over an arm's own columns, which stand in braces.
WORK = {
    "due": "{due}::timestamptz",
    "kind": "{kind}::text",
    "object_id": "{object_id}::bigint",
    "person_id": "{person_id}::bigint",
    "worker_id": "{worker_id}::bigint",
    "facts": "{facts}::jsonb",
}
TIMELINE = {
    "at": "{at}::timestamptz",
    "kind": "{kind}::text",
    "object_id": "{object_id}::bigint",
    "person_id": "{person_id}::bigint",
    "by_id": "{by_id}::bigint",
    "facts": "{facts}::jsonb",
}


class Columns:
    """What an arm calls its columns: by their name, or by it with an underscore where a field has that name already."""

    def __init__(self, query):
        self.names = {*query.values_select, *query.annotation_select}

    def __getitem__(self, name):
        found = f"{name}_" if f"{name}_" in self.names else name
        if found not in self.names:
            raise KeyError(f"A source gives no column “{name}”, but {sorted(self.names)}.")
        return f'"{found}"'


@dataclass(frozen=True)
class Arm:
    """What one source gives: rows(people) is its queryset; of `most` rows, if that is said, the first by the column `first`."""

    rows: Callable
    people: Any  # ids in a list; or a query of ids
    columns: dict
    first: str = ""
    most: int = 0


def arms(sources, people, columns, first="", most=0):
    """The sources' rows about these people, each to be read with the same columns."""
    return [Arm(source.rows, people, columns, first, most) for source in sources]


# --- SQL that is made once --------------------------------------------------------------------------------------------
SOMEBODY = -987_654_321_001  # stands for the people while SQL is made: nobody has that id


class Kept:
    """{arm without its people: (sql, params)} of one day and its targets; another day, or a changed target, begins a new one."""

    stands, made = None, {}  # type: tuple | None, dict

    def now(self):
        """A thread that began yesterday goes on with yesterday's, and nobody reads what it adds."""
        stands = (clock.today(), targets.standing())
        if self.stands != stands:
            self.stands, self.made = stands, {}
        return self.made

    def forget(self):
        self.stands, self.made = None, {}


KEPT = Kept()


class Ids:
    """Ids as a parameter: psycopg2 writes them between the brackets of IN (…)."""

    def __init__(self, ids):
        self.ids = ids

    def __conform__(self, protocol):
        return self

    def getquoted(self):
        return b", ".join(b"%d" % pk for pk in self.ids) or b"NULL"


def made(arm, kept):
    """(sql, params) of the arm, or None when it can have no rows."""
    if not isinstance(arm.people, list):
        return make(arm, arm.people)
    if not arm.people:
        return None
    key = (arm.rows, tuple(arm.columns.items()), arm.first, arm.most)
    found = kept[key] if key in kept else make(arm, [SOMEBODY])
    if not of_a_moment(found):
        kept[key] = found
    return found and (found[0], [Ids(arm.people) if value == SOMEBODY else value for value in found[1]])


def of_a_moment(found):
    """Whether a moment stands in it: that would be, for everybody and all day, the moment when it was made."""
    return bool(found) and any(isinstance(value, datetime) for value in found[1])


def make(arm, people):
    rows = arm.rows(people).order_by()
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    found = Columns(rows.query)
    wanted = ", ".join(f"{expression.format_map(found)} AS {name}" for name, expression in arm.columns.items())
    # Only names of ours and Django's own SQL; values stay parameters.
    part = f"SELECT {wanted} FROM ({sql}) arm"  # noqa: S608
    return f"({part} ORDER BY {arm.first} LIMIT {arm.most:d})" if arm.most else part, list(params)


def union_all(arms):
    """(sql, params) of the union, or None when no arm can have rows."""
    kept = KEPT.now()
    parts = [part for arm in arms if (part := made(arm, kept))]
    return (" UNION ALL ".join(sql for sql, _ in parts), [v for _, values in parts for v in values]) if parts else None


def read(arms, around="{union}", params=()):
    """Rows as dicts. `around` is SQL with {union} where the union goes, and placeholders after it for `params`.

    The SQL in `around` is ours, never a reader's: what a reader chose goes through `params`.
    """
    union = union_all(arms)
    if union is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(around.replace("{union}", union[0]), [*union[1], *params])
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    for row in rows:
        if isinstance(row.get("facts"), str):
            row["facts"] = json.loads(row["facts"])
    return rows
