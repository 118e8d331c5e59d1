"""Each rule as limits: sums of unknowns that may not exceed a number. One limit is one rule, for one person, on some days."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import singledispatch
from typing import Any

from amhp_rota.solver import problem as p
from amhp_rota.solver.grid import DAY, Grid
from amhp_rota.solver.moments import hours_between


@dataclass(frozen=True)
class Limit:
    """The sum of `terms` may be at most `most`. `shift` names the shift where it is about cover and not about a person;
    `why` tells one absence from another."""

    rule: p.Rule
    person: str
    days: tuple[date, ...]
    terms: list[Any]
    most: int
    shift: str = ""
    why: str = ""

    @property
    def group(self):
        """What is kept or set aside as one when a conflict is looked for."""
        by_day = not self.person or isinstance(self.rule, p.Most)
        when = self.days[0].isoformat() if by_day and self.days else ""
        return self.rule.code, self.person, self.why or when, self.shift


def limits(grid: Grid):
    """All limits of the problem: the standing rules, its own rules, and cover."""
    for person in grid.people.values():
        yield from standing(grid, person)
        for rule in grid.problem.rules:
            if not rule.who or person.id in rule.who:
                yield from (limit for limit in of_rule(rule, grid, person.id) if limit.terms)
    yield from fixed(grid)
    yield from cover(grid)


# --- standing rules ---------------------------------------------------------------------------------------------------


def standing(grid, person):
    for day in grid.days:
        on, _ = grid.on(person.id, day)
        if not on:
            continue
        outside = [grid.chosen[d] for d in grid.cells[person.id, day] if not approved(person, grid.kinds[d.kind], day)]
        if outside:
            yield never(p.APPROVED, person.id, day, outside)
        if away := next((a for a in person.away if day in a), None):
            rule = FIRM if away.firm else p.AWAY
            yield Limit(rule, person.id, (day,), on, 0, why=away.first.isoformat())
        if len(on) > 1:
            yield Limit(p.ONCE, person.id, (day,), on, 1)
        yield from unsuited(grid, person, day)


# Sickness cannot be asked to move, as a holiday can; it reads as the same rule.
FIRM = replace(p.AWAY, bend=0)


def never(rule, person, day, terms):
    return Limit(rule, person, (day,), terms, 0)


def approved(person, kind, day):
    """Approval ends with a day: a night that begins on the last one reaches into a day without it."""
    touched = {day, (datetime.combine(day, kind.starts) + timedelta(minutes=kind.minutes - 1)).date()}
    return all(any(each in span for span in person.approved) for each in touched)


def unsuited(grid, person, day):
    nights = [grid.chosen[d] for d in grid.cells[person.id, day] if grid.kinds[d.kind].night]
    if nights and not person.nights:
        yield never(p.NIGHTS, person.id, day, nights)
    elsewhere = [
        grid.chosen[d] for d in grid.cells[person.id, day] if d.area and person.areas and d.area not in person.areas
    ]
    if elsewhere:
        yield never(p.AREAS, person.id, day, elsewhere)


def fixed(grid):
    for duty in grid.problem.fixed:
        if duty in grid.chosen:
            yield Limit(p.FIXED, duty.person, (duty.day,), [-grid.chosen[duty]], -1)


def cover(grid):
    by_slot = defaultdict(list)
    for duty, variable in grid.chosen.items():
        by_slot[duty.day, duty.kind, duty.area].append(variable)
    for item in grid.problem.cover:
        terms, shift = by_slot[item.day, item.kind, item.area], f"{item.kind} {item.area}".strip()
        if item.under is None and item.need:
            yield Limit(p.COVER, "", (item.day,), [-term for term in terms], -item.need, shift)
        if item.over is None and terms:
            yield Limit(p.COVER, "", (item.day,), terms, item.need, shift)


# --- the problem's own rules ------------------------------------------------------------------------------------------


@singledispatch
def of_rule(rule, grid, person):
    raise TypeError(f"The model knows no rule of the kind {type(rule).__name__}.")


@of_rule.register
def _(rule: p.Rest, grid, person):
    """A duty, and whatever of the days after it begins too soon: at most one of them."""
    kinds = rule.apart or frozenset(grid.kinds)
    ahead = 1 + max((grid.kinds[k].minutes for k in kinds), default=0) // 1440 + int(rule.hours // 24) + 1
    for day in around(grid, ahead):
        for kind in sorted(kinds):
            first, stood = grid.on(person, day, {kind})
            for later in (day + n * DAY for n in range(1, ahead + 1)):
                soon = {k for k in kinds if too_soon(rule, grid, kind, day, k, later)}
                then, stands = grid.on(person, later, soon) if soon else ([], 0)
                if (first or stood) and (then or stands):
                    yield Limit(rule, person, (day, later), first + then, max(1 - stood - stands, 0))


def around(grid, ahead):
    """The rota's days and those before them from which a rule reaches into it."""
    return [grid.days[0] - n * DAY for n in range(ahead, 0, -1)] + grid.days


def too_soon(rule, grid, kind, day, then, later):
    zone = grid.problem.zone
    return hours_between(grid.kinds[kind], day, grid.kinds[then], later, zone) < rule.hours


@of_rule.register
def _(rule: p.NotAfter, grid, person):
    for day in around(grid, 1):
        (first, stood), (then, stands) = grid.on(person, day, {rule.kind}), grid.on(person, day + DAY, rule.next)
        if (first or stood) and (then or stands):
            yield Limit(rule, person, (day, day + DAY), first + then, max(1 - stood - stands, 0))


@of_rule.register
def _(rule: p.Most, grid, person):
    for days in months(grid) if rule.each == "month" else [grid.days]:
        terms, stands = grid.over(person, days, rule.kinds)
        yield Limit(rule, person, tuple(d for d in days if d in grid.inside), terms, max(rule.most - stands, 0))


def months(grid):
    """The days of each calendar month that the rota touches, days outside it included."""
    for year, month in sorted({(day.year, day.month) for day in grid.days}):
        first = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1)
        yield [first + n * DAY for n in range((last - first).days)]


@of_rule.register
def _(rule: p.InARow, grid, person):
    if rule.most is not None:
        for days in windows(grid, rule.most + 1):
            terms, stands = grid.over(person, days)
            yield Limit(rule, person, inside(grid, days), terms, max(rule.most - stands, 0))
    for length in range(1, rule.least):
        for days in runs(grid, length):
            middle, _ = grid.over(person, days[1:-1])
            edges, _ = grid.over(person, (days[0], days[-1]))
            yield Limit(rule, person, tuple(days), middle + [-edge for edge in edges], length - 1)


@of_rule.register
def _(rule: p.OffInARow, grid, person):
    for length in range(1, rule.least):
        for days in runs(grid, length):
            middle, _ = grid.over(person, days[1:-1])
            edges, _ = grid.over(person, (days[0], days[-1]))
            yield Limit(rule, person, tuple(days), edges + [-day for day in middle], 1)


def windows(grid, length):
    """Runs of so many days that touch the rota; what stands before and after it counts too."""
    first, last = grid.days[0] - (length - 1) * DAY, grid.days[-1]
    return [[first + (n + m) * DAY for m in range(length)] for n in range((last - first).days + 1)]


def runs(grid, length):
    """So many days with the day before and the day after, all inside the rota."""
    return [grid.days[n : n + length + 2] for n in range(len(grid.days) - length - 1)]


def inside(grid, days):
    return tuple(day for day in days if day in grid.inside)


@of_rule.register
def _(rule: p.Weekends, grid, person):
    saturdays = grid.saturdays()
    if rule.of:
        before = [saturdays[0] - 7 * n * DAY for n in range(rule.of - 1, 0, -1)]
        after = [saturdays[-1] + 7 * n * DAY for n in range(1, rule.of)]
        row = before + saturdays + after
        groups = [row[n : n + rule.of] for n in range(len(row) - rule.of + 1)]
    else:
        groups = [saturdays]
    for group in groups:
        found = [grid.weekend(person, saturday, own=not rule.of) for saturday in group]
        terms = [w for w in found if not isinstance(w, int)]
        stands = sum(w for w in found if isinstance(w, int))
        yield Limit(rule, person, tuple(group), terms, max(rule.most - stands, 0))


@of_rule.register
def _(rule: p.Minutes, grid, person):
    for days in windows(grid, rule.days) if rule.days else [grid.days]:
        terms, stands = [], 0
        for code, kind in grid.kinds.items():
            on, stood = grid.over(person, days, {code})
            terms += [kind.minutes * variable for variable in on]
            stands += kind.minutes * stood
        if rule.most is not None:
            yield Limit(rule, person, inside(grid, days), terms, max(rule.most - stands, 0))
        if rule.least and not rule.days:
            yield Limit(rule, person, tuple(days), [-term for term in terms], stands - rule.least)
