"""Rows gathered by model and written by COPY: a hundred boroughs' worth takes minutes, not hours.

Ids are given here, so that rows may point at each other before any is written.
"""

import json
from collections import defaultdict
from datetime import date, datetime
from io import StringIO
from itertools import count

from django.db import connection, models

BATCH = 20_000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Tables:
    """`add(Model, field=value, …)` gives a row its id; `flush()` writes what is gathered, in the order models were first used."""

    def __init__(self):
        self.shapes = {}
        self.rows = defaultdict(list)
        self.written = defaultdict(int)

    def key(self, model):
        """The next id, for a row that must know it before it is added."""
        return next((self.shapes.get(model) or self.shape(model)).ids)

    def add(self, model, **given):
        shape = self.shapes.get(model) or self.shape(model)
        if "id" not in given:
            given["id"] = next(shape.ids)
        self.rows[model].append(shape.line(given))
        return given["id"]

    def shape(self, model):
        self.shapes[model] = shape = Shape(model)
        return shape

    @property
    def waiting(self):
        return sum(len(lines) for lines in self.rows.values())

    def flush(self):
        with connection.cursor() as cursor:
            for model, lines in self.rows.items():
                shape = self.shapes[model]
                for start in range(0, len(lines), BATCH):
                    text = StringIO("".join(lines[start : start + BATCH]))
                    cursor.copy_expert(f"COPY {shape.table} ({shape.columns}) FROM STDIN", text)
                self.written[model] += len(lines)
        self.rows.clear()

    def finish(self):
        """Moves each table's own numbering past the ids given here. One by one: the application's role may not set a sequence."""
        self.flush()
        with connection.cursor() as cursor:
            for shape in self.shapes.values():
                cursor.execute(f"SELECT pg_get_serial_sequence('{shape.table}', 'id'), max(id) FROM {shape.table}")  # noqa: S608
                advance(cursor, *cursor.fetchone())


def advance(cursor, sequence, last):
    """Moves a sequence past a number."""
    cursor.execute(
        f"SELECT count(nextval('{sequence}')) FROM generate_series(1, %s + 1 - (SELECT last_value FROM {sequence}))",  # noqa: S608
        [last],
    )


class Shape:
    """How one model's rows are written: its columns, what a row holds where nothing is said, and the next id."""

    def __init__(self, model):
        fields = [f for f in model._meta.concrete_fields if not f.generated]
        self.table = f'"{model._meta.db_table}"'
        self.columns = ", ".join(f'"{f.column}"' for f in fields)
        self.names = [f.attname for f in fields]
        self.defaults = {f.attname: default_of(f) for f in fields}
        self.allowed = set(self.names)
        self.json = {f.attname for f in fields if isinstance(f, models.JSONField)}
        last = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self.ids = count(last + 1)

    def line(self, given):
        if unknown := given.keys() - self.allowed:
            raise TypeError(f"{self.table} has no column {sorted(unknown)}.")
        texts = dict(self.defaults)
        for name, value in given.items():
            texts[name] = text(json.dumps(value, ensure_ascii=False)) if name in self.json else text(value)
        try:
            return "\t".join([texts[name] for name in self.names]) + "\n"
        except TypeError:
            missing = [name for name, value in texts.items() if value is MISSING]
            raise TypeError(f"{self.table} needs a value for {missing}.") from None


def default_of(field):
    """A row's text where nothing is said: the model's default, else empty or null. A moment left to the database is an error."""
    if field.has_default():
        value = field.get_default()
        return text(json.dumps(value) if isinstance(field, models.JSONField) else value)
    if field.null or field.primary_key:
        return "\\N"
    if isinstance(field, (models.CharField, models.TextField)):
        return ""
    return MISSING


class _Missing:
    """Stands where a value must be given: joining it into a line fails, and the error names the column."""


MISSING: str = _Missing()  # type: ignore[assignment]


def text(value):
    """One value as COPY's text format wants it."""
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        # Nearly all text is plain; looking is cheaper than translating.
        return value if value.isprintable() and "\\" not in value else value.translate(ESCAPES)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, list):
        return "{" + ",".join(json.dumps(item, ensure_ascii=False) for item in value).translate(ESCAPES) + "}"
    return str(value)
