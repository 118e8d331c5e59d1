"""The checker finds each of the planted rule breaks, names its rule, and finds nothing wrong with a good rota."""

from dataclasses import replace

import pytest

from amhp_rota.solver import problem as p
from amhp_rota.solver.checker import check
from amhp_rota.solver.solve import solve
from tests.amhp_rota.small import DAY, NIGHT, REST, changed, duty, on, rota

RULES = (
    REST,
    p.Most(code="nights_a_month", sentence="Three nights at most.", most=3, kinds=frozenset({NIGHT})),
    p.InARow(code="row", sentence="Two days in a row at most.", most=2),
    p.Weekends(code="weekends", sentence="One weekend in two at most.", most=1, of=2),
    p.Minutes(code="hours", sentence="At most 48 hours in seven days.", most=48 * 60, days=7),
)
NAMES = "ana bola chen dee ed flo gus hana ike joy"


@pytest.fixture(scope="module")
def good():
    """A legal fortnight, and the people who are not on in a stretch."""
    problem = rota(NAMES, days=14, rules=RULES)
    problem = changed(problem, "joy", approved=(p.Span(on(-99), on(3)),))
    problem = changed(problem, "ike", nights=False)
    problem = changed(problem, "hana", away=(p.Away(on(0), on(6), "sick"),))
    problem = changed(problem, "gus", areas=frozenset({"North"}))
    south = (replace(c, area="South") if (c.day, c.kind) == (on(11), DAY) else c for c in problem.cover)
    problem = replace(problem, cover=tuple(south))
    outcome = solve(problem, seconds=20)
    assert outcome.made
    return problem, outcome.roster


def swapped(roster, place, name):
    """The roster with one shift given to somebody else."""
    return tuple(sorted(replace(d, person=name) if (d.day, d.kind) == place else d for d in roster))


def test_a_good_rota_passes(good):
    assert check(*good) == []


def given_to(roster, name, *places):
    for place in places:
        roster = swapped(roster, place, name)
    return roster


PLANTED = {
    "approved": lambda r: given_to(r, "joy", (on(5), DAY)),
    "nights": lambda r: given_to(r, "ike", (on(2), NIGHT)),
    "away": lambda r: given_to(r, "hana", (on(3), DAY)),
    "areas": lambda r: given_to(r, "gus", (on(11), DAY)),
    "once": lambda r: given_to(r, "ana", (on(4), DAY), (on(4), NIGHT)),
    "rest": lambda r: given_to(r, "ana", (on(8), NIGHT), (on(9), DAY)),
    "nights_a_month": lambda r: given_to(r, "bola", (on(0), NIGHT), (on(3), NIGHT), (on(7), NIGHT), (on(10), NIGHT)),
    "row": lambda r: given_to(r, "chen", (on(1), DAY), (on(2), DAY), (on(3), DAY)),
    "weekends": lambda r: given_to(r, "dee", (on(5), DAY), (on(12), DAY)),
    "hours": lambda r: given_to(r, "ed", *((on(n), DAY) for n in (0, 1, 3, 4, 6))),
    "cover": lambda r: r[1:],
    "unknown": lambda r: (*r, duty(0, DAY, "nobody")),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_break_is_found(good, rule):
    problem, roster = good
    found = check(problem, PLANTED[rule](roster))
    assert rule in {breach.rule for breach in found}
    assert all(breach.sentence for breach in found)


def test_too_many_is_a_breach_too(good):
    problem, roster = good
    free = next(n for n in ("ana", "bola", "chen") if not any(d.person == n and d.day == on(8) for d in roster))
    assert "cover" in {breach.rule for breach in check(problem, (*roster, duty(8, DAY, free)))}


def test_a_duty_decided_by_hand_that_is_missing_is_found(good):
    problem, roster = good
    other = next(d for d in roster if d.person != "ana")
    fixed = replace(problem, fixed=(replace(other, person="ana"),))
    assert {"fixed"} <= {breach.rule for breach in check(fixed, roster)}


def test_a_night_that_reaches_past_the_last_day_of_approval_is_refused_by_both():
    problem = changed(rota("ana", days=1, kinds=[NIGHT]), "ana", approved=(p.Span(on(-9), on(0)),))
    assert [b.rule for b in check(problem, (duty(0, NIGHT, "ana"),))] == ["approved"]
    assert solve(problem, seconds=5).state == "impossible"
    day = changed(rota("ana", days=1, kinds=[DAY]), "ana", approved=(p.Span(on(-9), on(0)),))
    assert solve(day, seconds=5).state == "optimal"


def test_what_was_worked_before_counts():
    problem = rota("ana bola", days=2, kinds=[DAY], worked=(duty(-1, NIGHT, "ana"),))
    roster = (duty(0, DAY, "ana"), duty(1, DAY, "bola"))
    assert [(b.rule, b.person, b.days) for b in check(problem, roster)] == [("rest", "ana", (on(-1), on(0)))]
