"""What the performance pages show: numbers as this worker may have them, charts, and the lists they lead to."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from bep.access.models import Team
from bep.audit.events import register
from bep.kit import charts
from bep.kit.suppression import drawn, published
from referrals.models import Hub
from reporting import permissions as may
from reporting.activity import MEASURES, counted, expected

EXPORTED = register("reporting.numbers_exported", "Took the performance numbers as a file", may.NUMBERS)
OPEN, CLOSED = "people", "numbers"


@dataclass(frozen=True)
class View:
    """How somebody sees the numbers: of people they may see, each opening its list; or of everybody, opening nothing."""

    mode: str
    user: object
    query: str
    both: bool

    @property
    def worker(self):
        """Whose sight the counts are held to; nobody's when they are everybody's numbers."""
        return self.user if self.mode == OPEN else None

    def says(self, number):
        return number if self.mode == OPEN else published(number)

    def draws(self, number):
        return number if self.mode == OPEN else drawn(number)

    def opens(self, measure, **part):
        """The address of the list behind a number, or nothing where there is none to open."""
        if self.mode != OPEN:
            return ""
        return f"{reverse('reporting:behind', args=[measure.key])}?{urlencode(part)}"


def view_of(request):
    """The mode asked for if the worker may have it, else the one they may have."""
    lists, numbers = request.user.has_perm(may.LISTS), request.user.has_perm(may.NUMBERS)
    asked = request.GET.get("mode")
    mode = (
        asked
        if (asked == OPEN and lists) or (asked == CLOSED and numbers)
        else OPEN
        if lists and not numbers
        else CLOSED
    )
    query = request.GET.copy()
    query.pop("mode", None)
    return View(mode, request.user, query.urlencode(), lists and numbers)


def modes(view):
    """The switch between both modes, for those who may have both."""
    if not view.both:
        return []
    labels = {CLOSED: "The whole service, numbers only", OPEN: "People I may see, with their lists"}
    return [
        {"label": label, "url": f"?mode={mode}&{view.query}", "current": mode == view.mode}
        for mode, label in labels.items()
    ]


def overview(view, scope):
    """Every measure: what happened, what was expected of the same months, and how far apart they are."""
    found = counted(MEASURES.values(), scope)
    lines = [line(view, scope, measure, found[measure.key]) for measure in MEASURES.values()]
    planned = [row for row in lines if row["expected"]]
    return {
        "lines": lines, "planned": planned, "chart": chart_of(lines, planned), "scope": scope, "modes": modes(view),
        "title": "Expected and actual" if planned else "What happened",
    }  # fmt: skip


def chart_of(lines, planned):
    """What was planned beside what happened; where there is no plan to set beside, what happened."""
    charted = planned or lines
    series = {"Actual": [row["drawn"] for row in charted]}
    if planned:
        series["Expected"] = [row["expected"] for row in charted]
    return charts.grouped("By measure", [row["measure"].short for row in charted], series)


def line(view, scope, measure, by_month):
    total = sum(by_month.values())
    plan = [number for number in expected(measure, scope).values() if number is not None]
    whole = round(sum(plan)) if plan else None
    return {
        "measure": measure, "actual": view.says(total), "drawn": view.draws(total), "expected": whole,
        "share": round(100 * view.draws(total) / whole) if whole else None,
        "url": view.opens(measure, first=scope.first.isoformat(), last=scope.last.isoformat(), **chosen(scope)),
        "page": f"{reverse('reporting:measure', args=[measure.key])}?mode={view.mode}&{view.query}",
    }  # fmt: skip


def chosen(scope):
    return {name: value for name, value in (("team", scope.team), ("hub", scope.hub)) if value}


def one(view, measure, scope):
    """One measure by month, by team and by hub."""
    by_month = counted([measure], scope)[measure.key]
    names = [f"{month:%b %Y}" for month in scope.months]
    plan = expected(measure, scope)
    series = {"Actual": [view.draws(by_month[month]) for month in scope.months]}
    if any(plan.values()):
        series["Expected"] = [round(plan[m], 1) if plan[m] else None for m in scope.months]
    urls = {
        "Actual": [view.opens(measure, first=m.isoformat(), last=m.isoformat(), **chosen(scope)) for m in scope.months]
    }
    chart = charts.grouped(
        f"{measure.label}, by month", names, series, head="Month", urls=urls if view.mode == OPEN else None
    )
    return {
        "chart": chart, "scope": scope, "modes": modes(view), "total": view.says(sum(by_month.values())),
        "hidden": view.mode == CLOSED,
        "parts": [part for part in (split(view, measure, scope, "team", Team), split(view, measure, scope, "hub", Hub)) if part],
    }  # fmt: skip


def split(view, measure, scope, by, model):
    """The same records by team or by hub, as bars with their table; None where the measure has no such place."""
    if not getattr(measure, by):
        return None
    found = counted([measure], scope, by)[measure.key]
    names = dict(model.objects.filter(pk__in=[k for k in found if k]).values_list("pk", "name"))
    period = {"first": scope.first.isoformat(), "last": scope.last.isoformat()}
    items = [
        (
            names.get(key, "Not recorded"),
            view.draws(n),
            view.opens(measure, **{**period, **chosen(scope), by: key}) if key else "",
        )
        for key, n in Counter(found).most_common(20)
    ]
    return charts.bars(f"{measure.label}, by {by}", items, head=by.capitalize())


def as_rows(view, scope):
    """The overview's numbers by month, as rows of a file."""
    found = counted(MEASURES.values(), scope)
    yield ["Measure", *[f"{month:%Y-%m}" for month in scope.months], "Total", "Expected"]
    for measure in MEASURES.values():
        by_month, plan = found[measure.key], [n for n in expected(measure, scope).values() if n is not None]
        actual = [view.says(by_month[month]) for month in scope.months]
        yield [measure.label, *actual, view.says(sum(by_month.values())), round(sum(plan)) if plan else ""]
