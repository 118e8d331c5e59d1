"""The Safeguarding Adults Collection: a year is frozen, and each of its numbers leads to whom it counted."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from bep.access.gate import needs
from bep.kit.paging import page_of
from bep.kit.views import submitted
from reporting import actions, queries
from reporting import permissions as may
from reporting.forms_returns import YearForm
from reporting.models import Return
from reporting.sac import page
from safeguarding.permissions import DECIDE


@needs(may.BUILD)
def freeze(request):
    """Asks for a year's return: its numbers and whom they count are kept as they stand that day."""
    form = YearForm(request.POST or None)
    made = submitted(
        request, form, lambda: actions.ask_for_return(kind=Return.Kind.SAC, by=request.user, **form.period())
    )
    if made:
        return redirect("reporting:return", made.pk)
    return render(request, "reporting/freeze.html", {"form": form})


@require_safe
@needs(DECIDE)
def return_cell(request, pk, number):
    """Whom one frozen number counted, by what, and whether today's records would count them still."""
    made = get_object_or_404(queries.returns(request.user), pk=pk, kind=Return.Kind.SAC)
    cell = page.cell_of(made, number)
    units = page.units_of(cell)
    mine = page.seen_by(request.user, units)
    rows, links = page_of(request, mine, order=("unit_id", "pk"))
    still = page.still_there(made, cell, rows)
    context = {
        "made": made, "cell": cell, "rows": [(row, row.unit_id in still) for row in rows], "page": links,
        "unseen": units.count() - mine.count(),
    }  # fmt: skip
    return render(request, "reporting/return_cell.html", context)
