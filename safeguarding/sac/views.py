"""The Safeguarding Adults Collection on a page, each cell leading to its list; and as a file."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from bep.access.gate import needs
from bep.audit.record import note
from bep.kit import clock, export
from bep.kit.middleware import or_404
from bep.kit.paging import page_of
from people.models import Person
from safeguarding import permissions as may
from safeguarding.enquiry.lists import subnav
from safeguarding.sac.cells import Cells
from safeguarding.sac.count import CAVEATS, FILE_HEAD, Sac
from safeguarding.sac.tables import about_people
from safeguarding.sac.units import year_asked, year_of


def asked(request):
    return year_asked(request.GET.get("year", ""))


@needs(may.RETURN)
def sac(request):
    """Counts, reconciliation, measures."""
    year = asked(request)
    found = Sac(year)
    context = {
        "page_title": f"Safeguarding Adults Collection {year}", "sac": found, "caveats": CAVEATS,
        "grids": list(laid_out(found, request.user)), **found.reconciled, "measures": list(found.measures),
        "subnav": subnav("sac", request.user), "file_url": reverse("safeguarding:sac_file") + f"?year={year.begins}",
        "years": [year_of(clock.today()).begins - n for n in range(3)], "year": year,
    }  # fmt: skip
    return render(request, "safeguarding/sac.html", context)


def laid_out(found, worker):
    """Each number with the address of its list, for whoever may open lists of people."""
    listed = about_people(found.year) if worker.has_perm(may.DECIDE) else ()
    for table, columns, rows in found.grids:
        lists = table.key in listed
        said = {"year": found.year.begins, "table": table.key}
        yield (
            table,
            columns,
            [(row, [linked(said | {"row": row}, column, n, lists) for column, n in cells]) for row, cells in rows],
        )


def linked(said, column, number, lists):
    url = reverse("safeguarding:sac_list") + "?" + urlencode(said | {"column": column}) if lists else ""
    return column, number, url


@needs(may.RETURN)
def sac_file(request):
    """Every cell as a line. It holds numbers, and nobody."""
    found = Sac(asked(request))
    note("people.exported", by=request.user, list="sac", year=str(found.year))
    return export.response("csv", f"sac-{found.year}", FILE_HEAD, list(found.lines()))


@needs(may.DECIDE)
def sac_list(request):
    """The adults behind one cell, as far as the worker may see them."""
    year, said = asked(request), request.GET
    found = or_404(Cells(year).by_name.get((said.get("table"), said.get("row"), said.get("column"))))
    or_404(found.table if found.table.shown and found.block.person else None)
    units, people = found.units(), Person.objects.findable_by(request.user)
    rows, page = page_of(request, people.filter(pk__in=units.values(found.block.person)), order=("family_name", "pk"))
    counted = units.aggregate(n=Count(found.block.counted, distinct=True))["n"]
    seen = units.filter(**{f"{found.block.person}__in": people}).aggregate(n=Count(found.block.counted, distinct=True))
    context = {
        "page_title": f"{found.table.key}: {found.row}", "people": rows, "page": page, "counted": counted,
        "unseen": counted - seen["n"], "table": found.table, "column": found.column,
        "back_to": reverse("safeguarding:sac") + f"?year={year.begins}",
    }  # fmt: skip
    return render(request, "safeguarding/sac_list.html", context)
