"""Rows of many rooms in one query: querysets with the same columns, joined by SQL UNION ALL.

Django cannot filter, join or group a union any further; here the union is a table expression of a larger query. Columns
are taken by name and cast, so a room may list them in any order. Django lets no expression take the name of a field: a
column then ends in an underscore, `.values("person_id", due_=EndOfDay("due"), kind_=Value("review"), …)`.
"""

import json

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, Func, Value

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


def arms(querysets, columns, first=()):
    """The querysets, each to be read with the same columns; `first` ("due", 100): of each at most so many, by that column."""
    return [(rows, columns, *first) for rows in querysets]


class Columns:
    """What an arm calls its columns: by their name, or by it with an underscore where a field has that name already."""

    def __init__(self, query):
        self.names = {*query.values_select, *query.annotation_select}

    def __getitem__(self, name):
        found = f"{name}_" if f"{name}_" in self.names else name
        if found not in self.names:
            raise KeyError(f"A source gives no column “{name}”, but {sorted(self.names)}.")
        return f'"{found}"'


def union_all(arms):
    """(sql, params) of the union, or None when no arm can have rows."""
    parts, params = [], []
    for rows, columns, *first in arms:
        try:
            sql, values = rows.order_by().query.sql_with_params()
        except EmptyResultSet:
            continue
        found = Columns(rows.query)
        wanted = ", ".join(f"{expression.format_map(found)} AS {name}" for name, expression in columns.items())
        # Only names of ours and Django's own SQL; values stay parameters.
        part = f"SELECT {wanted} FROM ({sql}) arm{len(parts)}"  # noqa: S608
        parts.append(f"({part} ORDER BY {first[0]} LIMIT {int(first[1])})" if first else part)
        params += values
    return (" UNION ALL ".join(parts), params) if parts else None


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
