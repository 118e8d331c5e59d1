"""What the pages of a frozen year show: its numbers, whether they reconcile, and how today's records differ from them."""

from dataclasses import dataclass

from django.urls import reverse

from bep.kit.middleware import or_404
from people.models import Person
from reporting.models import SacCell, SacUnit
from reporting.sac.build import frozen
from safeguarding import permissions as safeguarding_may
from safeguarding.sac.cells import Cells
from safeguarding.sac.count import CAVEATS, Sac
from safeguarding.sac.tables import about_people
from safeguarding.sac.units import year_of


@dataclass(frozen=True)
class Difference:
    """A cell that today's records would count otherwise."""

    key: str
    row: str
    column: str
    then: int
    now: int


def context(made, worker):
    found = frozen(made)
    return {
        "caveats": CAVEATS, **found.reconciled, "measures": list(found.measures),
        "grids": list(laid_out(made, found, worker)), "differences": list(differences(found, Sac(found.year))),
    }  # fmt: skip


def laid_out(made, found, worker):
    """Each number with the address of its list, for whoever may open lists of people."""
    listed = about_people(found.year) if worker.has_perm(safeguarding_may.DECIDE) else ()
    lines = {(key, *cell): line for line, (key, cell) in enumerate(every_cell(found), start=1)}

    def linked(table, row, column, number):
        line = lines[(table.key, row, column)]
        return column, number, reverse("reporting:return_cell", args=[made.pk, line]) if table.key in listed else ""

    for table, columns, rows in found.grids:
        yield table, columns, [(row, [linked(table, row, *one) for one in cells]) for row, cells in rows]


def every_cell(found):
    """(table, (row, column)) in the order of the file."""
    return [(key, cell) for key, counts in found.counts.items() for cell in counts]


def differences(then, now):
    """Only what the file says: totals that are not shown follow from it."""
    for table in then.tables:
        if table.shown:
            for (row, column), number in then.counts[table.key].items():
                today = now.counts.get(table.key, {}).get((row, column), 0)
                if today != number:
                    yield Difference(table.key, row, column, number, today)


# --- one cell ---------------------------------------------------------------------------------------------------------
def cell_of(made, number):
    return or_404(SacCell.objects.filter(statutory_return=made, line=number, shown=True).first())


def units_of(cell):
    return SacUnit.objects.filter(statutory_return=cell.statutory_return_id, line=cell.line)


def seen_by(worker, units):
    """Of these the ones about somebody whom the worker may find: of the others not even their codes are shown."""
    return units.filter(person__in=Person.objects.findable_by(worker)).select_related("person")


def still_there(made, cell, units):
    """Ids of those units that count in the same cell by today's records."""
    today = Cells(year_of(made.period_start)).by_name.get((cell.table_key, cell.row_name, cell.column_name))
    ids = [unit.unit_id for unit in units]
    return set(today.units().filter(pk__in=ids).values_list("pk", flat=True)) if today else set()
