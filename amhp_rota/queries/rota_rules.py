"""The rota's shifts, cover and rules as their page shows them: what stands, what will, and what stood before, with who set it."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from amhp_rota.models import CoverRule, RotaRule, ShiftKind


@dataclass
class Line:
    """Rows of one thing, newest first: the one of today, or the next one, before those that follow and those that were."""

    now: Any
    coming: list = field(default_factory=list)
    past: list = field(default_factory=list)
    stands: bool = True


def everything(today):
    """Three queries, however much has been set."""
    cover = CoverRule.objects.select_related("kind", "set_by").order_by("kind__order", "area", "days", "-first")
    rules = RotaRule.objects.select_related("set_by").order_by("order", "code", "-first")
    return {
        "kinds": ShiftKind.objects.select_related("set_by"),
        "cover": [line(list(rows), today) for _, rows in groupby(cover, key=lambda r: (r.kind_id, r.area, r.days))],
        "rules": [line(list(rows), today) for _, rows in groupby(rules, key=lambda r: r.code)],
    }


def line(rows, today):
    begun = [row for row in rows if row.first <= today]
    now = begun[0] if begun else rows[-1]
    stands = now.first <= today and (now.last is None or today <= now.last)
    return Line(now, [r for r in rows if r.first > today and r is not now], begun[1:], stands)
