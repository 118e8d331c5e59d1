"""What the AMHP service did in a year, and the file of it."""

from django.shortcuts import render

from amhp_rota import permissions as may
from amhp_rota.queries import desk_activity as q
from bep.access.gate import needs
from bep.audit.events import EXPORTED
from bep.audit.record import note
from bep.kit import clock, export
from bep.kit.numbers import whole_number


def year_asked(request):
    now, asked = q.year_of(clock.today()), request.GET.get("year", "")
    year = whole_number(asked, now)
    return year if 2000 <= year <= now else now


@needs(may.ACTIVITY)
def activity(request):
    year, now = year_asked(request), q.year_of(clock.today())
    years = [now - 2, now - 1, now]
    context = {
        "year": year, "year_label": q.year_label(year), "years": [(y, q.year_label(y)) for y in years],
        "sections": q.sections_by_year(years), "summary": q.summary(year),
    }  # fmt: skip
    return render(request, "amhp_rota/activity.html", context)


@needs(may.ACTIVITY)
def file(request):
    """A row for each request, without name or date of birth; whose rows they are is recorded."""
    year = year_asked(request)
    found = list(q.rows(request.user, year))
    note(EXPORTED.name, by=request.user, people=[pk for pk, _ in found], list="AMHP activity", kind="csv")
    return export.response("csv", f"amhp-activity-{year}", q.COLUMNS, [row for _, row in found])
