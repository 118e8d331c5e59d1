"""The return of a year: what each column rests on, the file, and what would be refused."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from bep.access.gate import needs
from bep.audit.record import note, shown
from bep.kit import clock, export
from bep.kit.paging import page_of
from safeguarding import permissions as may
from safeguarding.dols import return_rows
from safeguarding.enquiry.lists import subnav
from safeguarding.models import DolsApplication
from safeguarding.sac.units import year_asked, year_of


def asked(request):
    return year_asked(request.GET.get("year", ""))


@needs(may.DOLS_RETURN)
def dols_return(request):
    """Before the download: every column with how sure we are of it, and how many rows would be refused."""
    year = asked(request)
    query = "?" + urlencode({"year": year.begins})
    context = {
        "page_title": f"Deprivation of liberty return {year}", "year": year, "columns": return_rows.columns(),
        "years": [year_of(clock.today()).begins - n for n in range(3)], "left_out": return_rows.LEFT_OUT,
        "counted": return_rows.counted(year),
        "file_url": reverse("safeguarding:dols_return_file") + query, "subnav": subnav("dols_return", request.user),
        "check_url": reverse("safeguarding:dols_return_check") + query, "reported": return_rows.reported(),
    }  # fmt: skip
    return render(request, "safeguarding/dols/return.html", context)


@needs(may.DOLS_RETURN)
def dols_return_file(request):
    """One row an application, without a name and without an NHS number; whom it is about is recorded."""
    year = asked(request)
    found = list(return_rows.rows(year))
    note("people.exported", by=request.user, people={person for person, *_ in found}, list="dols", year=str(year))
    headings = [column.heading for column in return_rows.columns()]
    return export.long_csv(f"dols-{year}", headings, (row[1:] for row in found))


@needs(may.DOLS_RETURN, may.DOLS_HANDLE)
def dols_return_check(request):
    """Rows that would be refused, each with a link for those who may open it; who does not build the return sees their own.
    Whoever corrects them by this list finds the return counted anew."""
    return_rows.forget(asked(request))
    year, rows = asked(request), return_rows.refused(asked(request))
    if not request.user.has_perm(may.DOLS_RETURN):
        rows = rows.visible_to(request.user)
    found, page = page_of(request, rows, order=("received_on", "pk"))
    mine = DolsApplication.objects.visible_to(request.user).filter(pk__in=[row.pk for row in found])
    opens = set(mine.values_list("pk", flat=True))
    shown(*(row.person_id for row in found))
    context = {
        "page_title": f"Check the deprivation of liberty return {year}", "page": page, "year": year,
        "rows": [(row, return_rows.faults_of(row), row.pk in opens) for row in found],
        "back_to": back(request.user, year),
    }  # fmt: skip
    return render(request, "safeguarding/dols/return_check.html", context)


def back(worker, year):
    """To the return, for whoever builds it; else to the queue."""
    if worker.has_perm(may.DOLS_RETURN):
        return reverse("safeguarding:dols_return") + "?" + urlencode({"year": year.begins})
    return reverse("safeguarding:dols")
