"""The rota's own rules at their edges: unsocial hours when clocks change, which need counts on a day, days of approval left."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amhp_rota import ical
from amhp_rota.models import CoverRule, Duty, ShiftKind
from amhp_rota.rules import rota as rules
from amhp_rota.rules.register import warned_six_three_and_one_months_ahead, without

DAYS = st.dates(date(2023, 1, 1), date(2033, 12, 30))
NIGHT = ShiftKind(pk=2, code="night", name="Night", starts=time(21), minutes=720, night=True, unsocial="08:00-20:00")
LATE = ShiftKind(pk=1, code="day", name="Day", starts=time(9), minutes=720, unsocial="08:00-20:00")


def unsocial(kind, day):
    starts, ends = rules.times(kind, day)
    return rules.unsocial_minutes(Duty(kind=kind, day=day, starts=starts, ends=ends))


def is_off(day):
    return day.weekday() >= 5 or rules.is_holiday(day)


def clocks_change(day):
    """Minutes that the night beginning on this day gains or loses."""
    sunday = day + timedelta(days=1)
    last = sunday.weekday() == 6 and (sunday + timedelta(days=7)).month != sunday.month
    return {3: -60, 10: 60}.get(sunday.month, 0) if last else 0


@given(DAYS)
def test_a_night_is_unsocial_till_eight_and_all_of_it_when_the_next_day_is_off(day):
    morning = 60 if is_off(day + timedelta(days=1)) else 0  # from eight to nine
    assert unsocial(NIGHT, day) == 11 * 60 + morning + clocks_change(day)


@given(DAYS)
def test_a_day_is_unsocial_after_eight_in_the_evening_and_all_of_it_on_a_day_off(day):
    assert unsocial(LATE, day) == (720 if is_off(day) else 60)


@given(DAYS)
def test_the_most_particular_need_counts(day):
    def need(days, number):
        return CoverRule(kind_id=1, area="", days=days, need=number, first=date(2020, 1, 1))

    rows = [need("every", 1), need("off", 2), need("weekend", 3), need("holiday", 4)]
    expected = 4 if rules.is_holiday(day) else 3 if day.weekday() >= 5 else 1
    assert rules.needed(rows, day) == {(1, ""): expected}
    assert rules.needed([need("working", 1)], day) == ({} if is_off(day) else {(1, ""): 1})


@given(DAYS, st.integers(0, 60), DAYS, st.integers(0, 60))
def test_a_suspension_takes_just_its_days_from_an_approval(first, length, gap_first, gap_length):
    last, gap_last = first + timedelta(days=length), gap_first + timedelta(days=gap_length)
    left = {
        start + timedelta(days=n)
        for start, end in without((first, last), gap_first, gap_last)
        for n in range((end - start).days + 1)
    }
    assert left == {
        first + timedelta(days=n) for n in range(length + 1) if not gap_first <= first + timedelta(days=n) <= gap_last
    }


@given(DAYS, st.integers(-10, 400))
def test_a_warning_never_goes_back_to_an_earlier_one(last, ahead):
    today = last - timedelta(days=ahead)
    said = warned_six_three_and_one_months_ahead(last, today)
    later = warned_six_three_and_one_months_ahead(last, today + timedelta(days=1))
    if today < last:
        assert later is not None if said else True
        assert not (said and later) or later <= said
    assert said is None or today <= last


@given(st.text(max_size=200))
def test_a_calendar_line_is_at_most_75_octets_and_loses_nothing(text):
    words = ical.escaped(text.replace("\r", ""))
    folded = ical.folded(words)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == words
