"""Brief enablement's clock: forty-two days, the first counted, whatever the calendar does."""

from datetime import date, timedelta

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from bep.kit import clock
from enablement.models import SupportSpell
from enablement.rules.brief import BriefClock, clock_of, six_weeks_at_most
from tests.enablement.given import spell

DAYS = st.dates(date(2015, 4, 1), date(2060, 12, 31))
# Around leap days, and the nights when clocks change in March and October.
EDGES = st.sampled_from(
    [date(2024, 2, 28), date(2024, 2, 29), date(2028, 1, 19), date(2026, 3, 28), date(2026, 10, 24)]
)


@pytest.mark.django_db
@settings(deadline=None)
@for_any(starts=DAYS | EDGES)
def test_lasts_six_weeks_to_the_day(starts):
    last = six_weeks_at_most(starts)
    assert (last - starts).days == 41
    assert last.weekday() == (starts.weekday() - 1) % 7, "six whole weeks end on the day before"


@for_any(starts=DAYS | EDGES, after=st.integers(-10, 100))
def test_day_and_days_left_always_add_up(starts, after):
    at = BriefClock(starts, starts + timedelta(days=41), starts + timedelta(days=after))
    assert at.length == 42
    assert at.day == max(after + 1, 0)
    assert at.over == (after > 41)
    assert at.days_left == 41 - after


@for_any(starts=DAYS | EDGES, hour=st.integers(0, 23), after=st.integers(0, 41))
def test_a_day_is_a_day_in_london_at_any_hour(starts, hour, after):
    """An hour more or less in a night of the change never moves the day."""
    moment = clock.at(starts + timedelta(days=after), hour)
    assert BriefClock(starts, starts + timedelta(days=41), clock.as_date(moment)).day == after + 1


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (-3, "starts on 1 November 2026"),
        (0, "day 1 of 42"),
        (36, "day 37 of 42"),
        (41, "day 42 of 42"),
        (42, "day 43: 1 over the 42 days"),
    ],
)
def test_says_it_in_words(after, words):
    starts = date(2026, 11, 1)
    assert str(BriefClock(starts, starts + timedelta(days=41), starts + timedelta(days=after))) == words


def test_ends_soon_in_its_last_week(cast):
    starts = clock.today()
    last = six_weeks_at_most(starts)
    assert not BriefClock(starts, last, starts + timedelta(days=33)).ending_soon
    assert BriefClock(starts, last, starts + timedelta(days=34)).ending_soon
    assert not BriefClock(starts, last, starts + timedelta(days=42)).ending_soon


def test_only_brief_enablement_that_goes_on_has_a_clock(cast):
    assert clock_of(spell(cast)).day == 1
    assert clock_of(None) is None
    assert clock_of(SupportSpell(tier="standard", starts=clock.today())) is None
