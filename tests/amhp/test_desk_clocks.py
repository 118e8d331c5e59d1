"""When the law lets go. Hours really pass, days begin with the first, months end before their date comes round."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from amhp_rota import actions
from amhp_rota.models import AssessmentRequest
from amhp_rota.rules import desk_clocks as clocks
from bep.kit import clock
from bep.kit.models import Target
from bep.kit.rules import Refused
from tests.amhp.desk import arrived, asked, reload
from tests.cast import given as as_setup

moments = st.datetimes(timezones=st.just(UTC), min_value=datetime(2018, 1, 1), max_value=datetime(2040, 1, 1))  # noqa: DTZ001
days = st.dates(date(2018, 1, 1), date(2040, 1, 1))


@given(moments, st.integers(1, 96))
@example(datetime(2026, 3, 28, 20, tzinfo=UTC), 24)  # the night is an hour shorter on the wall
@example(datetime(2026, 10, 24, 20, tzinfo=UTC), 24)  # and an hour longer
def test_hours_are_hours_that_pass(start, hours):
    in_london = start.astimezone(clock.LONDON)
    assert (clocks.after_hours(in_london, hours) - start) == timedelta(hours=hours)


def test_the_summer_time_night_in_london_s_own_words():
    """Arrived at 20:00 on the evening before the clocks go forward: free at 21:00 by the clock on the wall, not 20:00."""
    arrived_at = clock.at(date(2026, 3, 28), 20)
    free = clocks.after_hours(arrived_at, 24).astimezone(clock.LONDON)
    assert f"{free:%d %H:%M}" == "29 21:00"


@given(days, st.integers(1, 400))
def test_days_begin_with_the_first(first, length):
    last = clocks.last_day_of_days(first, length)
    assert (last - first).days + 1 == length


@given(days, st.sampled_from([3, 6, 12]))
@example(date(2027, 8, 31), 6)
@example(date(2023, 8, 31), 6)  # a leap year's February
@example(date(2024, 2, 29), 12)
def test_months_end_before_their_date_comes_round(first, months):
    last = clocks.last_day_of_months(first, months)
    whole = first + relativedelta(months=months)
    assert whole - timedelta(days=1) <= last <= whole
    # No day is lost and none is counted twice: the day after never lies beyond the corresponding date.
    assert last + timedelta(days=1) >= whole
    if first.day <= 28:
        assert last == whole - timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2024, 8, 30), date(2025, 2, 28)),
        (date(2025, 9, 1), date(2026, 2, 28)),
    ],
)
def test_six_months_of_section_3(first, last):
    assert clocks.last_day_of_months(first, 6) == last


@pytest.mark.parametrize(
    ("power", "hours", "law"),
    [("s136", 24, "s136"), ("s135", 24, "s135"), ("s5_2", 72, "s5(2)"), ("s5_4", 6, "s5(4)"), ("recall", 72, "s17F")],
)
def test_each_power_has_its_hours_and_names_its_section(db, power, hours, law):
    since = clock.now() - timedelta(hours=1)
    request = AssessmentRequest(power=power, held_from=since, received_at=since, stage_since=since)
    limit = clocks.holding_limit(request)
    assert limit.deadline - since == timedelta(hours=hours)
    assert limit.face(clock.now()).law == law
    assert limit.face(clock.now()).kind == "law"


def test_section_2_ends_with_its_28th_day(db):
    request = AssessmentRequest(power="s2", held_from=clock.at(date(2026, 2, 10), 23))
    assert clocks.holding_limit(request).deadline == clock.at(date(2026, 3, 10))


def test_law_target_and_wait_look_different_and_the_law_comes_first(db, cast):
    request = arrived(cast, hours_ago=23)
    law, target, wait = clocks.clocks(request)
    assert [law.kind, target.kind, wait.kind] == ["law", "target", "wait"]
    assert law.words == "1 h left" or law.words == "59 min left"
    assert law.state == "soon"


def test_nobody_held_means_no_legal_clock(cast):
    assert [face.kind for face in clocks.clocks(asked(cast))] == ["target", "wait"]


def test_a_period_that_is_only_recalled_says_so(cast):
    request = arrived(cast)
    with as_setup():
        Target.objects.filter(key="mha.s136.hours").update(status="RECALLED")
    from bep.kit import targets

    targets.forget()
    try:
        assert "from memory" in clocks.clocks(request)[0].law
    finally:
        targets.forget()


def test_a_change_of_law_is_a_row_not_code(cast):
    """From a day on, the power lasts 12 hours: who was brought in before keeps 24."""
    from bep.kit import targets

    tomorrow = clock.today() + timedelta(days=1)
    with as_setup():
        Target.objects.filter(key="mha.s136.hours").update(ends=clock.today())
        Target.objects.create(
            key="mha.s136.hours", label="x", value=12, unit="hours", kind="law", starts=tomorrow, source="An Act"
        )
    targets.forget()
    try:
        for day, hours in ((clock.today(), 24), (tomorrow, 12)):
            start = clock.at(day, 12)
            assert clocks.s136(start).deadline - start == timedelta(hours=hours)
    finally:
        targets.forget()


# --- section 136B -----------------------------------------------------------------------------------------------------
def extend(cast, request, hours=12, **more):
    words = {"doctor": "Dr Rahman", "because": "Too unwell to be interviewed."} | more
    return actions.extend_detention(request=request, version=request.version, hours=hours, by=cast.ruth, **words)


def test_twelve_hours_more_name_section_136b(cast):
    request = extend(cast, arrived(cast, hours_ago=20))
    limit = clocks.holding_limit(request)
    assert limit.deadline - request.held_from == timedelta(hours=36)
    assert limit.law == "s136B"


@pytest.mark.parametrize("hours", [0, 13])
def test_never_longer_than_the_law_allows(cast, hours):
    with pytest.raises(Refused, match="1 to 12"):
        extend(cast, arrived(cast), hours=hours)


def test_once_only_in_time_and_with_grounds(cast):
    with pytest.raises(Refused, match="clinical grounds"):
        extend(cast, arrived(cast), because=" ")
    request = extend(cast, reload(AssessmentRequest.objects.get()))
    with pytest.raises(Refused, match="already"):
        extend(cast, request)


def test_not_after_the_24_hours_have_run_out(cast):
    with pytest.raises(Refused, match="run out"):
        extend(cast, arrived(cast, hours_ago=24.1))


def test_only_at_a_place_of_safety(cast):
    with pytest.raises(Refused, match="135 or 136"):
        extend(cast, arrived(cast, power="s5_2"))
