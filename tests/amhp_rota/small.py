"""Small rotas for tests: a few AMHPs, a day and a night shift, solved in a blink."""

from dataclasses import replace
from datetime import date, time, timedelta

from amhp_rota.solver import problem as p

DAY, NIGHT = "day", "night"
KINDS = (p.Kind(DAY, "Day", time(9), 720), p.Kind(NIGHT, "Night", time(21), 720, night=True))
MONDAY = date(2026, 11, 2)
REST = p.Rest(code="rest", sentence="At least 11 hours pass between two duties.", hours=11)
BURDENS = (p.Burden("night", "Nights", frozenset({NIGHT})), p.Burden("weekend", "Weekends", days="weekend"))


def on(n):
    return MONDAY + timedelta(days=n)


def person(name, **facts):
    return p.Person(id=name, name=name.title(), **{"approved": (p.Span(date(2020, 1, 1)),), "share": 37.0} | facts)


def rota(names="ana bola chen dee", days=7, kinds=(DAY, NIGHT), rules=(REST,), **facts):
    people = tuple(person(name) for name in names.split())
    cover = tuple(p.Cover(on(n), kind) for n in range(days) for kind in kinds)
    return replace(p.Problem(on(0), on(days - 1), KINDS, people, cover, rules, BURDENS), **facts)


def changed(problem, name, **facts):
    """The same rota with something else said about one person."""
    people = tuple(replace(who, **facts) if who.id == name else who for who in problem.people)
    return replace(problem, people=people)


def duty(n, kind, name, area=""):
    return p.Duty(on(n), kind, name, area)
