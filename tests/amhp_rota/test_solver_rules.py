"""Rules at their edges: nights when clocks change, bank holidays, leap days; and the model held against the checker."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from amhp_rota.solver import problem as p
from amhp_rota.solver.checker import check
from amhp_rota.solver.fair import counts, shares
from amhp_rota.solver.moments import hours_between, span
from amhp_rota.solver.solve import solve
from amhp_rota.solver.wire import read, write
from tests.amhp_rota.small import DAY, KINDS, NIGHT, rota

D, N = KINDS
LONDON = "Europe/London"
DAYS = st.dates(date(2023, 1, 1), date(2033, 12, 31))
FEW = settings(max_examples=25, deadline=None)


def real_hours(kind, day):
    begins, ends = span(kind, day, LONDON)
    return (ends - begins).total_seconds() / 3600


def changes(day):
    """Whether clocks go forward (-1) or back (+1) in the night that begins on this day: the last Sunday's of March or October."""
    sunday = day + timedelta(days=1)
    last = sunday.weekday() == 6 and (sunday + timedelta(days=7)).month != sunday.month
    return {3: -1, 10: 1}.get(sunday.month, 0) if last else 0


@given(DAYS)
def test_a_night_lasts_as_long_as_it_really_lasts(day):
    assert real_hours(N, day) == 12 + changes(day)
    assert real_hours(D, day) == 12


@given(DAYS)
def test_from_a_night_to_the_next_is_twelve_hours_and_from_a_day_to_the_next_follows_the_clocks(day):
    assert hours_between(N, day, N, day + timedelta(days=1), LONDON) == 12
    assert hours_between(D, day, D, day + timedelta(days=1), LONDON) == 12 + changes(day)


def test_eleven_hours_are_twelve_on_the_dial_when_clocks_go_forward():
    """A day after a day is legal at 12 hours' rest on all nights of the year but one."""
    rest = p.Rest(code="rest", sentence="Twelve hours pass between two duties.", hours=12)
    saturday = date(2027, 3, 27)
    for first, legal in ((saturday, False), (saturday - timedelta(days=7), True)):
        days = first, first + timedelta(days=1)
        problem = rota("ana", cover=tuple(p.Cover(day, DAY) for day in days), rules=(rest,))
        problem = replace(problem, first=days[0], last=days[1])
        roster = tuple(p.Duty(day, DAY, "ana") for day in days)
        assert (check(problem, roster) == []) is legal
        assert (solve(problem, seconds=5).state == "optimal") is legal


@given(DAYS)
def test_a_leap_day_is_a_day_like_any_other(day):
    leap = date(2028, 2, 29)
    assert hours_between(N, leap - timedelta(days=1), N, leap, LONDON) == 12
    assert hours_between(N, leap, N, date(2028, 3, 1), LONDON) == 12


def test_two_nights_in_february_say_nothing_of_march():
    most = p.Most(code="two", sentence="Two nights a month.", most=2, kinds=frozenset({NIGHT}))
    days = [date(2028, 2, 28) + timedelta(days=n) for n in range(4)]  # 28 and 29 February, 1 and 2 March
    problem = rota("ana", cover=tuple(p.Cover(day, NIGHT) for day in days), rules=(most,))
    problem = replace(problem, first=days[0], last=days[-1])
    assert solve(problem, seconds=5).state == "optimal"
    assert check(problem, tuple(p.Duty(day, NIGHT, "ana") for day in days)) == []


@given(DAYS, st.sets(DAYS, max_size=5))
def test_a_bank_holiday_counts_once_as_a_holiday_whatever_day_it_is(day, others):
    problem = rota(holidays=frozenset(others | {day}))
    holiday = p.Burden("holiday", "Bank holidays", days="holiday")
    weekend = p.Burden("weekend", "Weekends", days="weekend")
    assert counts(problem, holiday, p.Duty(day, DAY, "ana"))
    assert counts(problem, weekend, p.Duty(day, DAY, "ana")) == (day.weekday() in (5, 6))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=4), st.integers(0, 30))
def test_fair_shares_add_up_to_all_there_was_and_is(hours, had):
    problem = rota(" ".join("abcd"[: len(hours)]))
    people = tuple(
        replace(who, share=float(h), past={"night": had}) for who, h in zip(problem.people, hours, strict=True)
    )
    fair = shares(replace(problem, people=people), problem.burdens[0])
    assert abs(sum(fair.values()) - (had * len(hours) + 7)) < 1e-6


def test_weekends_of_a_whole_rota_leave_out_the_saturday_before_it():
    """A rota that begins on a Sunday: the day before is the last one's, neither for nor against anybody."""
    sunday = date(2023, 1, 1)
    days = [sunday, sunday + timedelta(days=6)]
    for most, covered, legal in ((0, days[:1], False), (1, days[:1], True), (1, days[1:], True), (1, days, False)):
        rule = p.Weekends(code="weekends", sentence="Weekends.", most=most)
        problem = rota("ana", cover=tuple(p.Cover(day, DAY) for day in covered), rules=(rule,))
        before = p.Duty(sunday - timedelta(days=1), DAY, "ana")
        problem = replace(problem, first=sunday, last=days[-1], worked=(before,))
        roster = tuple(p.Duty(day, DAY, "ana") for day in covered)
        assert (check(problem, roster) == []) is legal
        assert (solve(problem, seconds=5).state == "optimal") is legal


@st.composite
def small_rotas(draw):
    """Two or three people, up to six days, and two or three rules as they come."""
    rules = [
        p.Rest(code="rest", sentence="Rest.", hours=draw(st.sampled_from([8, 11, 12, 13, 24, 36]))),
        p.Most(code="most", sentence="Most.", most=draw(st.integers(0, 4)), kinds=frozenset({NIGHT})),
        p.InARow(code="row", sentence="Row.", most=draw(st.integers(1, 3)), least=draw(st.integers(1, 2))),
        p.OffInARow(code="off", sentence="Off.", least=draw(st.integers(1, 3))),
        p.Weekends(code="weekends", sentence="Weekends.", most=draw(st.integers(0, 1)), of=draw(st.integers(0, 2))),
        p.Minutes(
            code="hours",
            sentence="Hours.",
            most=draw(st.sampled_from([1440, 2160, 2880])),
            days=draw(st.integers(2, 7)),
        ),
        p.NotAfter(code="after", sentence="After.", kind=DAY, next=frozenset({NIGHT})),
    ]
    chosen = tuple(draw(st.lists(st.sampled_from(rules), max_size=3, unique_by=lambda rule: rule.code)))
    first = draw(DAYS)
    days = [first + timedelta(days=n) for n in range(draw(st.integers(1, 6)))]
    cover = tuple(p.Cover(day, draw(st.sampled_from([DAY, NIGHT]))) for day in days)
    worked = tuple(
        p.Duty(first - timedelta(days=back), draw(st.sampled_from([DAY, NIGHT])), "ana")
        for back in draw(st.sets(st.integers(1, 3), max_size=2))
    )
    return replace(rota("ana bola chen", rules=chosen), first=first, last=days[-1], cover=cover, worked=worked)


def blamed_on_the_past(problem, breaches):
    """Rules that what was worked before already broke: the model does not add to them, the checker still names them."""
    before = {b.rule for b in check(problem, ()) if b.rule != "cover"}
    return [b for b in breaches if b.rule not in before]


@FEW
@given(small_rotas())
def test_whatever_the_model_allows_the_checker_allows(problem):
    outcome = solve(problem, seconds=5, workers=1)
    assert outcome.state in {"optimal", "legal", "impossible"}
    assert blamed_on_the_past(problem, check(problem, outcome.roster)) == [] or not outcome.made


@FEW
@given(small_rotas(), st.data())
def test_whatever_the_checker_allows_the_model_finds_possible(problem, data):
    """A roster drawn at random: when the checker finds nothing, the model given just that roster agrees."""
    roster = tuple(p.Duty(c.day, c.kind, data.draw(st.sampled_from(["ana", "bola", "chen"]))) for c in problem.cover)
    if check(problem, roster) == []:
        assert solve(replace(problem, fixed=roster), seconds=5, workers=1).made


@FEW
@given(small_rotas())
def test_a_problem_and_its_outcome_survive_the_wire(problem):
    assert read(write(problem)) == problem
    outcome = solve(problem, seconds=5, workers=1)
    assert read(write(outcome)) == outcome
