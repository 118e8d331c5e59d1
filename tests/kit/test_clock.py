"""England's working days, ages and the days when clocks change."""

from datetime import UTC, date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bep.kit import clock

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_bank_holidays_are_englands_not_scotlands():
    assert clock.is_working_day(date(2026, 1, 2))  # a holiday in Scotland only
    assert not clock.is_working_day(date(2026, 4, 6))  # Easter Monday, not a holiday in Scotland
    assert not clock.is_working_day(date(2022, 9, 19))  # proclaimed once


def test_a_friday_evening_two_working_days_later_is_tuesday():
    assert clock.add_working_days(date(2026, 11, 20), 2) == date(2026, 11, 24)


@given(DAYS, st.integers(0, 60))
def test_adding_working_days_and_counting_them_agree(start, days):
    end = clock.add_working_days(start, days)
    assert clock.working_days_between(start, end) == days
    assert days == 0 or clock.is_working_day(end)


def last_sunday(day):
    return day.weekday() == 6 and day.day > 24


@given(DAYS)
def test_a_day_in_london_has_23_hours_in_march_and_25_in_october_when_clocks_change(day):
    hours = (clock.end_of(day).astimezone(UTC) - clock.at(day).astimezone(UTC)).total_seconds() / 3600
    changes = {3: 23, 10: 25}.get(day.month, 24)
    assert hours == (changes if last_sunday(day) else 24)


@given(DAYS, st.integers(0, 6600))
def test_age_goes_up_by_one_on_each_birthday(born, days):
    day = born + timedelta(days=days)
    assert clock.age_on(born, day) == day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def test_born_on_29_february_is_18_on_1_march():
    assert clock.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert clock.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
