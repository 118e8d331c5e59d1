"""Clocks say in words what their colour shows."""

from datetime import date, datetime, timedelta

import pytest

from bep.kit import faces
from bep.kit.clock import LONDON

NOW = datetime(2026, 11, 20, 12, 38, tzinfo=LONDON)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-2, "late", "2 days late"),
        (-1, "late", "1 day late"),
        (0, "today", "today"),
        (1, "soon", "tomorrow"),
        (2, "soon", "in 2 days"),
        (3, "ok", "in 3 days"),
    ],
)
def test_due_on_a_day(days, state, words):
    assert faces.due(TODAY + timedelta(days=days), NOW) == faces.Clock(state, words)


@pytest.mark.parametrize(
    ("moment", "state", "words"),
    [
        (NOW.replace(hour=14, minute=30), "today", "today 14:30"),
        (NOW.replace(hour=11, minute=26), "late", "1 h 12 min late"),
        (NOW - timedelta(days=3), "late", "3 days late"),
        (NOW.replace(day=21, hour=9, minute=0), "soon", "tomorrow 09:00"),
        (NOW + timedelta(days=6), "ok", "in 6 days"),
    ],
)
def test_due_at_a_moment(moment, state, words):
    assert faces.due(moment, NOW) == faces.Clock(state, words)


@pytest.mark.parametrize(("day", "state"), [(1, "ok"), (35, "ok"), (36, "soon"), (42, "soon"), (43, "late")])
def test_a_stretch_of_six_weeks(day, state):
    clock = faces.day_of(TODAY - timedelta(days=day - 1), 42, TODAY)
    assert clock == faces.Clock(state, f"day {day} of 42")


def test_a_limit_of_law_names_its_section():
    clock = faces.countdown(NOW + timedelta(hours=1, minutes=52), NOW, "MHA s136")
    assert (clock.state, clock.words, clock.kind, clock.law) == ("soon", "1 h 52 min left", "law", "MHA s136")
    assert faces.countdown(NOW - timedelta(minutes=5), NOW).words == "5 min over"


def test_a_wait_grows_and_is_late_only_where_somebody_said_how_long_is_too_long():
    assert faces.waiting(NOW - timedelta(minutes=310), NOW) == faces.Clock("none", "waiting 5 h 10 min", "wait")
    assert faces.waiting(NOW - timedelta(minutes=310), NOW, timedelta(hours=4)).state == "late"


def test_a_day_is_a_day_whichever_way_the_clocks_went():
    before = datetime(2026, 10, 24, 23, 30, tzinfo=LONDON)
    assert faces.due(date(2026, 10, 25), before).words == "tomorrow"
