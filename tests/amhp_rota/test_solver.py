"""The solver: fair, considerate, steady, and able to say why there is no rota."""

from collections import Counter
from dataclasses import replace

import pytest

from amhp_rota.solver import problem as p
from amhp_rota.solver.checker import check
from amhp_rota.solver.solve import solve
from tests.amhp_rota.small import BURDENS, DAY, NIGHT, REST, changed, duty, on, rota

NIGHTS = frozenset({NIGHT})
TWO_NIGHTS = p.Most(code="two_nights", sentence="At most two nights a month.", most=2, kinds=NIGHTS, bend=5)


def nights(outcome):
    return Counter(d.person for d in outcome.roster if d.kind == NIGHT)


def test_a_rota_covers_every_shift_and_is_proven_best():
    outcome = solve(rota(), seconds=10)
    assert outcome.state == "optimal"
    assert outcome.bound == outcome.penalty
    assert len(outcome.roster) == 14
    assert check(rota(), outcome.roster) == []


def test_nights_follow_contracted_hours():
    problem = changed(rota("ana bola", days=6, kinds=[NIGHT], rules=(), burdens=BURDENS[:1]), "bola", share=18.5)
    assert nights(solve(problem, seconds=10)) == {"ana": 4, "bola": 2}


def test_a_year_that_weighed_on_one_is_made_good():
    problem = changed(rota("ana bola", days=6, kinds=[NIGHT], rules=(), burdens=BURDENS[:1]), "ana", past={"night": 4})
    assert nights(solve(problem, seconds=10)) == {"ana": 1, "bola": 5}


def test_those_without_a_share_are_asked_only_when_needed():
    problem = changed(rota("ana bola chen", kinds=[NIGHT]), "chen", share=None)
    assert nights(solve(problem, seconds=10))["chen"] == 0


def test_wishes_are_met_and_those_that_cannot_be_are_named():
    wishes = (p.Wish(on(2), wants=True, kind=DAY), p.Wish(on(5), wants=False), p.Wish(on(2), wants=True, kind=NIGHT))
    outcome = solve(changed(rota(burdens=()), "ana", wishes=wishes), seconds=10)
    assert not [d for d in outcome.roster if d.person == "ana" and d.day == on(5)]
    assert len(outcome.explanation.refused) == 1
    assert outcome.explanation.wishes == 3


def test_shares_are_explained_for_everybody():
    outcome = solve(rota(), seconds=10)
    ana = next(s for s in outcome.explanation.shares if (s.person, s.burden) == ("ana", "night"))
    assert ana.fair == pytest.approx(7 / 4)
    assert ana.now in (1, 2)


def test_after_sickness_only_what_must_change_changes():
    problem = rota()
    before = solve(problem, seconds=10).roster
    sick = next(d.person for d in before if d.day == on(3))
    ill = changed(problem, sick, away=(p.Away(on(3), on(4), "sick"),))
    after = solve(replace(ill, previous=before), seconds=10)
    lost = [d for d in before if d.person == sick and d.day in (on(3), on(4))]
    assert set(lost) <= set(after.explanation.taken)
    assert len(after.explanation.taken) == len(lost)
    assert check(ill, after.roster) == []


def test_a_duty_decided_by_hand_stays():
    problem = rota(fixed=(duty(1, NIGHT, "dee"), duty(3, NIGHT, "dee")))
    assert {duty(1, NIGHT, "dee"), duty(3, NIGHT, "dee")} <= set(solve(problem, seconds=10).roster)


def test_duties_before_the_rota_count_for_rest_and_for_the_month():
    problem = rota("ana bola", days=2, kinds=[DAY], worked=(duty(-1, NIGHT, "ana"),))
    assert duty(0, DAY, "bola") in solve(problem, seconds=10).roster
    one = p.Most(code="one", sentence="One night a month.", most=1, kinds=NIGHTS)
    problem = rota("ana bola", days=1, kinds=[NIGHT], rules=(one,), worked=(duty(-1, NIGHT, "ana"),))
    assert solve(problem, seconds=10).roster == (duty(0, NIGHT, "bola"),)


def test_areas_are_served_by_those_who_serve_them():
    cover = tuple(p.Cover(on(n), DAY, area=area) for n in range(3) for area in ("North", "South"))
    problem = changed(rota("ana bola", cover=cover), "ana", areas=frozenset({"North"}))
    assert {d.area for d in solve(problem, seconds=10).roster if d.person == "ana"} == {"North"}


def test_the_rules_that_clash_are_named_and_nothing_else():
    problem = rota("ana bola chen", days=5, kinds=[NIGHT], rules=(REST, TWO_NIGHTS))
    problem = changed(problem, "chen", nights=False)
    outcome = solve(problem, seconds=10)
    assert outcome.state == "impossible"
    assert outcome.conflict_is_minimal
    assert {clash.rule: clash.people for clash in outcome.conflict} == {
        "cover": (),
        "two_nights": ("ana", "bola"),
        "nights": ("chen",),
    }


def test_the_smallest_relaxation_is_offered_with_its_rota():
    problem = rota("ana bola", days=5, kinds=[NIGHT], rules=(TWO_NIGHTS,))
    outcome = solve(problem, seconds=10)
    assert [(give.rule, give.by) for give in outcome.relaxation] == [("two_nights", 1)]
    assert len(outcome.nearest) == 5
    assert [breach.rule for breach in check(problem, outcome.nearest)] == ["two_nights"]


def test_a_clash_of_leave_and_a_fixed_duty_names_person_and_day():
    problem = changed(rota(fixed=(duty(2, NIGHT, "ana"),)), "ana", away=(p.Away(on(1), on(3), "leave"),))
    outcome = solve(problem, seconds=10)
    assert {(c.rule, c.people, c.days) for c in outcome.conflict} == {
        ("fixed", ("ana",), (on(2),)),
        ("away", ("ana",), (on(2),)),
    }


def test_a_soft_rule_is_broken_only_for_something_dearer_and_then_told():
    soft = replace(TWO_NIGHTS, hard=False, weight=3)
    outcome = solve(rota("ana bola", days=5, kinds=[NIGHT], rules=(soft,)), seconds=10)
    assert outcome.state == "optimal"
    assert [breach.rule for breach in outcome.explanation.broken] == ["two_nights"]


def test_it_stops_when_asked_and_keeps_the_best_so_far():
    seen = []
    problem = rota("a b c d e f g h i j k l", days=28, rules=(REST, replace(TWO_NIGHTS, most=3)))
    outcome = solve(problem, seconds=60, on_progress=seen.append, should_stop=lambda: any(s.roster for s in seen))
    assert outcome.seconds < 20
    assert outcome.made
    assert check(problem, outcome.roster) == []
    assert any(step.penalty is not None for step in seen)
