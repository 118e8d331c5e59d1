"""Rows of many rooms in one query: every source that a room registers fits with all others."""

import pytest
from django.db.models import F, Max, Value

from bep.kit import union
from bep.kit.registry import PATHWAY, TIMELINE, WEIGHTS, WORK
from people.models import NextStep, Person
from people.queries.caseload import STAGE, WEIGHT
from tests.people.day import step_of

PEOPLE = Person.objects.values("pk")
SOURCES = [
    *((kind, source, union.WORK) for kind, source in WORK.items()),
    *((kind, source, union.TIMELINE) for kind, source in TIMELINE.items()),
    *((source.stage, source, STAGE) for source in PATHWAY),
    *(("weight", source, WEIGHT) for source in WEIGHTS),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "source", "columns"), SOURCES, ids=[f"{type(s).__name__} {k}" for k, s, _ in SOURCES])
def test_a_source_gives_the_columns_it_should(kind, source, columns):
    union.read(union.arms([source.rows(PEOPLE)], columns))


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [union.WORK, union.TIMELINE], ids=["work", "timeline"])
def test_all_sources_fit_into_one_query(columns):
    sources = WORK if columns is union.WORK else TIMELINE
    assert len(sources) >= 3
    union.read(union.arms([source.rows(PEOPLE) for source in sources.values()], columns))


def test_a_column_may_end_in_an_underscore_and_stand_anywhere(cast):
    step_of(cast.priya, cast.amara)
    rows = NextStep.objects.values("person_id", due_=union.EndOfDay("due"), kind=Value("x"))
    (row,) = union.read([(rows, {"kind": "{kind}::text", "due": "{due}::timestamptz"})])
    assert list(row) == ["kind", "due"]


def test_a_missing_column_is_named(cast):
    with pytest.raises(KeyError, match="gives no column “facts”"):
        union.read(union.arms([NextStep.objects.values("person_id", kind=F("what"))], {"facts": "{facts}::jsonb"}))


def test_a_room_with_nothing_to_give_is_left_out(cast):
    assert union.read(union.arms([NextStep.objects.none().values("person_id")], {"person_id": "{person_id}"})) == []


def test_of_each_source_only_the_first_few_where_that_is_asked(cast):
    for days in (3, 1, 2):
        step_of(cast.priya, cast.amara, days)
    rows = NextStep.objects.values("person_id", due_=union.EndOfDay("due"), kind=Value("x"))
    found = union.read(union.arms([rows, rows], {"due": "{due}::timestamptz"}, first=("due", 2)))
    assert len(found) == 4
    assert len({row["due"] for row in found}) == 2
    assert max(row["due"] for row in found) < NextStep.objects.aggregate(last=Max(union.EndOfDay("due")))["last"]
