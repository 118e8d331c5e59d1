"""Freezing a year: a step a block of tables, each one INSERT … SELECT; then the numbers, counted from what was written."""

from django.db import connection

from bep.kit import reference
from reporting.models import SacCell
from safeguarding.sac.cells import Cells
from safeguarding.sac.count import Sac
from safeguarding.sac.tables import LISTS
from safeguarding.sac.units import year_of

SETTINGS = "SELECT set_config('work_mem', '64MB', true)"  # for this transaction
INTO = "INSERT INTO reporting_sacunit (statutory_return_id, unit, line, unit_id, counted, person_id, codes)"


def cells_of(made):
    return Cells(year_of(made.period_start))


def steps(made):
    """(what a watcher reads, what a block's step is) in the order of the file."""
    return [(f"Freezing {block.tables[0].key}", number) for number, block in enumerate(cells_of(made).blocks)]


def add_block(made, number):
    """Writes each unit of one block with the cells it counts in; returns how many rows."""
    cells = cells_of(made)
    block = cells.blocks[number]
    sql, values = cells.units(block)
    label = block.unit.model._meta.label_lower
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(
            f"{INTO} SELECT %s, %s, line, unit_id, counted, person_id, codes FROM ({sql}) found",  # noqa: S608 (made by the ORM)
            [made.pk, label, *values],
        )
        return cursor.rowcount


NUMBERS = "SELECT line, count(DISTINCT counted) FROM reporting_sacunit WHERE statutory_return_id = %s GROUP BY 1"


def add_cells(made):
    """Every cell with its number, those of nought too: the file is these."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(NUMBERS, [made.pk])
        numbers = dict(cursor.fetchall())
    SacCell.objects.bulk_create(
        SacCell(
            statutory_return=made, line=cell.line, table_key=cell.table.key, row_name=cell.row, column_name=cell.column,
            number=numbers.get(cell.line, 0), shown=cell.table.shown,
        )
        for cell in cells_of(made).all
    )  # fmt: skip


def frozen(made):
    """The year as it was frozen, laid out and reconciled as on that day."""
    cells = SacCell.objects.filter(statutory_return=made).order_by("line")
    return Sac(year_of(made.period_start), cells.values_list("table_key", "row_name", "column_name", "number"))


def counts(made):
    """What the return keeps of itself: rows by table, and which rules of reconciliation do not hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_key, count(*) FROM reporting_sacunit u JOIN reporting_saccell c USING (statutory_return_id, line)"
            " WHERE u.statutory_return_id = %s AND c.shown GROUP BY 1 ORDER BY min(c.line)",
            [made.pk],
        )
        rows = dict(cursor.fetchall())
    broken = [check.words for check in frozen(made).checks if not check.holds]
    return {"rows": rows, "errors": dict.fromkeys(broken, 1)}, {"error": len(broken), "warning": 0}


def lists():
    everything = reference.everything()
    return [{"name": name} | {key: everything[name][key] for key in ("release", "source", "status")} for name in LISTS]
