"""Every cell of the return by number, and the one statement that finds each unit with the cells it counts in.

The page counts by it, and the return is frozen by it (reporting/sac/build.py): what was frozen is what was counted.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Func, IntegerField, Value, When
from django.db.models.functions import Cast, JSONObject

from safeguarding.sac.tables import blocks

NOBODY = Value(None, output_field=BigIntegerField())


@dataclass(frozen=True)
class Cell:
    line: int
    table: Any
    row: str
    column: str
    block: Any

    @property
    def name(self):
        return self.table.key, self.row, self.column

    def units(self):
        """What it counts, as rows."""
        return self.block.of(self.table, self.row, self.column)


class Numbers(Func):
    """The numbers of those conditions that hold."""

    template = "array_remove(ARRAY[%(expressions)s], NULL)"
    output_field = ArrayField(IntegerField())


def numbers_of(conditions):
    none = Value(None, output_field=IntegerField())
    return Numbers(*[Case(When(q, then=Value(n)), default=none) for n, q in enumerate(conditions)])


class Cells:
    """The year's blocks with their cells, numbered in the order of the file."""

    def __init__(self, year):
        self.blocks = blocks(year)
        found = [(*cell, block) for block in self.blocks for cell in block.cells()]
        self.all = [Cell(line, *facts) for line, facts in enumerate(found, start=1)]
        self.by_name = {cell.name: cell for cell in self.all}

    def numbers(self):
        """{line: how many}: the whole return in one query."""
        found: Counter = Counter()
        arms = [self.arm(block) for block in self.blocks]
        sql = " UNION ALL ".join(sql for sql, _ in arms)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT line, count(DISTINCT counted) FROM ({sql}) found GROUP BY 1",  # noqa: S608 (made by the ORM)
                [value for _, values in arms for value in values],
            )
            found.update(dict(cursor.fetchall()))
        return found

    def arm(self, block, told=None):
        """(SQL, parameters): each unit once for each cell it counts in, as the cell's line, what counts once, and what is `told`
        of it besides, {name: expression}."""
        rows = [q for table in block.tables for q in table.rows.values()]
        told = {"counted": F(block.counted)} | (told or {})
        read = block.unit.order_by().values(
            rows_=numbers_of(rows), columns_=numbers_of(block.columns.values()), **{f"{n}_": e for n, e in told.items()}
        )
        sql, values = read.query.sql_with_params()
        line = f"{self.first(block)} + r * {len(block.columns)} + c"
        names = ", ".join(f"{name}_ AS {name}" for name in told)
        # OFFSET 0 keeps the planner from working the arrays out again for each of their elements.
        found = f"({sql} OFFSET 0) u, unnest(u.rows_) r, unnest(u.columns_) c"
        return f"SELECT {line} AS line, {names} FROM {found}", values  # noqa: S608 (made by the ORM, and of our own words)

    def units(self, block):
        """The same with the unit, whom it is about, and its codes: what a frozen return keeps."""
        person = F(block.person) if block.person else NOBODY
        codes = JSONObject(**{name: F(name) for name in block.codes})
        return self.arm(block, {"unit_id": F("pk"), "person_id": Cast(person, BigIntegerField()), "codes": codes})

    def first(self, block):
        return next(cell.line for cell in self.all if cell.block is block)
