"""The Safeguarding Adults Collection on a page, each cell leading to its list; and as a file."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from bep.access.gate import needs
from bep.audit.record import note
from bep.kit import clock, export
from bep.kit.middleware import or_404
from people.models import Person
from safeguarding import permissions as may
from safeguarding.enquiry.lists import subnav
from safeguarding.sac.count import CAVEATS, FILE_HEAD, Sac
from safeguarding.sac.tables import tables
from safeguarding.sac.units import Year, year_of

MOST = 500
TOO_EARLY = 2014


def asked(request):
    """The year and the kind of enquiry that the address names; else this year, section 42."""
    said = request.GET.get("year", "")
    this = year_of(clock.today())
    year = Year(int(said)) if said.isdigit() and TOO_EARLY < int(said) <= this.begins else this
    return year, "other" if request.GET.get("kind") == "other" else "s42"


@needs(may.RETURN)
def sac(request):
    """Counts, reconciliation, measures."""
    year, kind = asked(request)
    found = Sac(year, kind)
    here = {"year": year.begins, "kind": kind}
    context = {
        "page_title": f"Safeguarding Adults Collection {year}", "sac": found, "caveats": CAVEATS, "kind": kind,
        "grids": [(table, list(rows_of(table, rows, here, request.user))) for table, rows in found.grids],
        "checks": list(found.checks), "measures": list(found.measures), "subnav": subnav("sac", request.user),
        "file_url": reverse("safeguarding:sac_file") + "?" + urlencode(here),
        "years": [year_of(clock.today()).begins - n for n in range(3)], "year": year,
    }  # fmt: skip
    return render(request, "safeguarding/sac.html", context)


def rows_of(table, rows, here, worker):
    """Each number with the address of its list, for whoever may open lists of people."""
    lists = bool(table.person_path) and worker.has_perm(may.DECIDE)
    base = reverse("safeguarding:sac_list")
    for row, cells in rows:
        yield (
            row,
            [
                (
                    column,
                    number,
                    base + "?" + urlencode(here | {"table": table.key, "row": row, "column": column}) if lists else "",
                )
                for column, number in cells
            ],
        )


@needs(may.RETURN)
def sac_file(request):
    """Every cell as a line. It holds numbers, and nobody."""
    found = Sac(*asked(request))
    note("people.exported", by=request.user, list="sac", year=str(found.year))
    return export.response("csv", f"sac-{found.year}", FILE_HEAD, list(found.lines()))


@needs(may.DECIDE)
def sac_list(request):
    """The adults behind one cell, as far as the worker may see them."""
    year, kind = asked(request)
    table = or_404(next((t for t in tables(year, kind) if t.key == request.GET.get("table")), None))
    row, column = request.GET.get("row"), request.GET.get("column")
    or_404(table if row in table.rows and column in table.columns and table.person_path else None)
    ids = list(table.of(row, column).values_list(table.distinct, table.person_path).distinct())
    people = Person.objects.findable_by(request.user).in_bulk({person for _, person in ids if person})
    seen = [people[person] for _, person in ids if person in people]
    context = {
        "page_title": f"{table.key}: {row}", "people": seen[:MOST], "counted": len(ids), "unseen": len(ids) - len(seen),
        "table": table, "column": column, "back_to": reverse("safeguarding:sac") + f"?year={year.begins}&kind={kind}",
    }  # fmt: skip
    return render(request, "safeguarding/sac_list.html", context)
