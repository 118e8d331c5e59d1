"""The performance dashboard: Table 15 expected against actual, by month, team and hub (business case s5.5.2)."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bep.access.gate import needs
from bep.audit.record import note, shown
from bep.kit.paging import page_of
from reporting import dashboard
from reporting import permissions as may
from reporting.activity import MEASURES, records
from reporting.forms import ScopeForm


@require_safe
@needs(may.NUMBERS, may.LISTS)
def performance(request):
    """Every measure on one page: the year, what was expected, and a chart."""
    view = dashboard.view_of(request)
    form = ScopeForm(request.GET)
    scope = form.scope(view.worker)
    return render(
        request, "reporting/performance.html", {"filters": form, "view": view, **dashboard.overview(view, scope)}
    )


@require_safe
@needs(may.NUMBERS, may.LISTS)
def performance_file(request):
    """The same numbers as a file, as published to whoever asks."""
    view = dashboard.view_of(request)
    scope = ScopeForm(request.GET).scope(view.worker)
    response = HttpResponse(
        content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="numbers.csv"'}
    )
    writer = csv.writer(response)
    writer.writerows(dashboard.as_rows(view, scope))
    note(
        dashboard.EXPORTED.name,
        by=request.user,
        mode=view.mode,
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
    )
    return response


@require_safe
@needs(may.NUMBERS, may.LISTS)
def measure(request, key):
    """One measure: by month beside what was expected, by team and by hub."""
    measure = MEASURES.get(key) or not_a_measure(key)
    view = dashboard.view_of(request)
    form = ScopeForm(request.GET)
    scope = form.scope(view.worker)
    return render(
        request, "reporting/measure.html",
        {"filters": form, "view": view, "measure": measure, **dashboard.one(view, measure, scope)},
    )  # fmt: skip


@require_safe
@needs(may.LISTS)
def behind(request, key):
    """The records behind a number: as many as the number said, and each of somebody whom the worker may see."""
    measure = MEASURES.get(key) or not_a_measure(key)
    scope = ScopeForm(request.GET).scope(request.user)
    rows, page = page_of(request, records(measure, scope).select_related("person"), order=(f"-{measure.day}", "-pk"))
    shown(*(row.person_id for row in rows))
    lines = [{"person": row.person, "day": getattr(row, measure.day), "what": str(row)} for row in rows]
    total = records(measure, scope).count()
    return render(
        request,
        "reporting/behind.html",
        {"measure": measure, "lines": lines, "page": page, "total": total, "scope": scope},
    )


def not_a_measure(key):
    raise Http404(f"There is no measure called {key}.")
