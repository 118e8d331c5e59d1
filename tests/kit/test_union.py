"""Rows of many rooms in one query: every source that a room registers fits with all others."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.db.models import F, Max, Value

from bep.kit import clock, targets, union
from bep.kit.models import Target
from bep.kit.registry import PATHWAY, TIMELINE, WEIGHTS, WORK
from people.models import NextStep, Person
from people.queries.caseload import STAGE, WEIGHT
from tests.cast import given
from tests.people.day import step_of

PEOPLE = Person.objects.values("pk")
SOURCES = [
    *((kind, source, union.WORK) for kind, source in WORK.items()),
    *((kind, source, union.TIMELINE) for kind, source in TIMELINE.items()),
    *((source.stage, source, STAGE) for source in PATHWAY),
    *(("weight", source, WEIGHT) for source in WEIGHTS),
]
every_source = pytest.mark.parametrize(
    ("kind", "source", "columns"), SOURCES, ids=[f"{type(s).__name__} {k}" for k, s, _ in SOURCES]
)


def source_of(rows):
    return SimpleNamespace(rows=lambda people: rows)


@pytest.mark.django_db
@every_source
def test_a_source_gives_the_columns_it_should(kind, source, columns):
    union.read(union.arms([source], PEOPLE, columns))


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [union.WORK, union.TIMELINE], ids=["work", "timeline"])
def test_all_sources_fit_into_one_query(columns):
    sources = WORK if columns is union.WORK else TIMELINE
    assert len(sources) >= 3
    union.read(union.arms(sources.values(), PEOPLE, columns))


def test_a_column_may_end_in_an_underscore_and_stand_anywhere(cast):
    step_of(cast.priya, cast.amara)
    rows = NextStep.objects.values("person_id", due_=union.EndOfDay("due"), kind=Value("x"))
    (row,) = union.read(union.arms([source_of(rows)], PEOPLE, {"kind": "{kind}::text", "due": "{due}::timestamptz"}))
    assert list(row) == ["kind", "due"]


def test_a_missing_column_is_named(cast):
    rows = NextStep.objects.values("person_id", kind=F("what"))
    with pytest.raises(KeyError, match="gives no column “facts”"):
        union.read(union.arms([source_of(rows)], PEOPLE, {"facts": "{facts}::jsonb"}))


def test_a_room_with_nothing_to_give_is_left_out(cast):
    nothing = source_of(NextStep.objects.none().values("person_id"))
    assert union.read(union.arms([nothing], PEOPLE, {"person_id": "{person_id}"})) == []
    assert union.read(union.arms([nothing], [cast.priya.pk], {"person_id": "{person_id}"})) == []


def test_of_each_source_only_the_first_few_where_that_is_asked(cast):
    for days in (3, 1, 2):
        step_of(cast.priya, cast.amara, days)
    source = source_of(NextStep.objects.values("person_id", due_=union.EndOfDay("due"), kind=Value("x")))
    found = union.read(union.arms([source, source], PEOPLE, {"due": "{due}::timestamptz"}, first="due", most=2))
    assert len(found) == 4
    assert len({row["due"] for row in found}) == 2
    assert max(row["due"] for row in found) < NextStep.objects.aggregate(last=Max(union.EndOfDay("due")))["last"]


# --- SQL that is kept for the day -------------------------------------------------------------------------------------
MORNING, EVENING = (clock.at(clock.today()) + timedelta(hours=hours) for hours in (9, 21))


def written(arm_sql):
    """The statement as PostgreSQL gets it."""
    if arm_sql is None:
        return None
    with connection.cursor() as cursor:
        return cursor.mogrify(*arm_sql).decode()


def as_kept(source, columns, people):
    """What is sent for these people once the SQL was made in the morning, about nobody, and kept."""
    union.KEPT.forget()
    with time_machine.travel(MORNING, tick=False):
        union.union_all(union.arms([source], [1], columns))
    with time_machine.travel(EVENING, tick=False):
        return written(union.union_all(union.arms([source], people, columns)))


def as_made(source, columns, people):
    (arm,) = union.arms([source], people, columns)
    with time_machine.travel(EVENING, tick=False):
        return written(union.make(arm, people))


@pytest.mark.django_db
@every_source
def test_what_is_kept_says_what_would_be_made_now(kind, source, columns):
    """For other people, at another time of the day: a source may read nothing but its argument, the day and the targets."""
    people = [70_000_001, 70_000_002]
    assert as_kept(source, columns, people) == as_made(source, columns, people)


def test_most_sources_are_kept(cast):
    union.KEPT.forget()
    for source in WORK.values():
        union.union_all(union.arms([source], [1], union.WORK))
    assert len(union.KEPT.made) > 0.8 * len(WORK)


def steps(people, **more):
    return NextStep.objects.filter(person__in=people).values(kind=F("what"), **more)


def hidden_from_the_morning():
    return SimpleNamespace(rows=lambda people: steps(people, hour=Value(clock.now().hour)))


def for_the_first_person_only():
    return SimpleNamespace(rows=lambda people: steps(people[:1]))


@pytest.mark.django_db
@pytest.mark.parametrize("planted", [hidden_from_the_morning(), for_the_first_person_only()], ids=["hour", "first"])
def test_a_source_that_reads_something_else_is_caught(planted):
    columns = {"kind": "{kind}::text"}
    assert as_kept(planted, columns, [1, 2]) != as_made(planted, columns, [1, 2])


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [clock.now, lambda: Value(clock.now())], ids=["plain", "expression"])
def test_a_moment_is_never_kept(moment):
    source = SimpleNamespace(rows=lambda people: steps(people).filter(created_at__lt=moment()))
    union.KEPT.forget()
    union.union_all(union.arms([source], [1], {"kind": "{kind}::text"}))
    assert not union.KEPT.made


def test_ids_are_filled_in_and_nobody_else_s_rows_come(cast):
    step_of(cast.priya, cast.amara)
    step_of(cast.daniel, cast.ben)
    source = SimpleNamespace(rows=lambda people: steps(people, whose=F("person_id")))
    for person in (cast.priya, cast.daniel, cast.rosa):
        found = union.read(union.arms([source], [person.pk], {"whose": "{whose}::bigint"}))
        assert {row["whose"] for row in found} <= {person.pk}
        assert bool(found) == (person != cast.rosa)
    assert union.union_all(union.arms([source], [], {"whose": "{whose}::bigint"})) is None


def days_of(source):
    return written(union.union_all(union.arms([source], [1], {"days": "{days}::int"})))


def test_a_changed_target_makes_it_anew(cast):
    source = SimpleNamespace(
        rows=lambda people: steps(people, days=Value(int(targets.target("plan.written_within").value)))
    )
    assert " 77 AS " not in days_of(source)
    with given():
        Target.objects.filter(key="plan.written_within").update(value=77)
    targets.forget()
    assert " 77 AS " in days_of(source)


def test_a_new_day_makes_it_anew(cast):
    source = SimpleNamespace(rows=lambda people: steps(people, days=Value(clock.today().day)))
    assert f" {clock.today().day} AS " in days_of(source)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        assert f" {clock.today().day} AS " in days_of(source)
