"""Rows of many rooms in one query: querysets with the same columns, joined by SQL UNION ALL.

Django cannot filter, join or group a union any further; here the union is a table expression of a larger query. Columns
are taken by name and cast, so that a room may list them in any order and give a bare null.
"""

import json

from django.core.exceptions import EmptyResultSet
from django.db import connection

# name: SQL expression over an arm's own columns.
WORK = {
    "due": "due::timestamptz",
    "kind": "kind::text",
    "object_id": "object_id::bigint",
    "person_id": "person_id::bigint",
    "worker_id": "worker_id::bigint",
    "facts": "facts::jsonb",
}


def arms(querysets, columns):
    """The querysets, each to be read with the same columns."""
    return [(rows, columns) for rows in querysets]


def union_all(arms):
    """(sql, params) of the union, or None when no arm can have rows."""
    parts, params = [], []
    for rows, columns in arms:
        try:
            sql, values = rows.order_by().query.sql_with_params()
        except EmptyResultSet:
            continue
        wanted = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
        # Only names of ours and Django's own SQL; values stay parameters.
        parts.append(f"SELECT {wanted} FROM ({sql}) arm{len(parts)}")  # noqa: S608
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
