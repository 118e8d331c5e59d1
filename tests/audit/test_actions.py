"""An action is the only way to write: named, permitted, recorded, all in one transaction."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from bep.access.actors import actor
from bep.audit.events import EVENTS, SUBSCRIBERS
from bep.audit.models import Event, RowHistory
from bep.audit.record import ANYBODY, action
from bep.kit.rules import NotAllowed
from people.actions import allocate
from people.models import Involvement, Person
from tests.cast import given

REASON = "Knows her from the group"


def test_an_action_records_who_did_what_to_whom_and_why(cast):
    allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=cast.joan)
    event = Event.objects.filter(name="people.allocated").get()
    assert (event.actor_id, event.actor, event.person_ids, event.reason) == (
        cast.joan.pk, "Joan Marsh", [cast.priya.pk], REASON,
    )  # fmt: skip
    assert event.object_type == "people.involvement"
    assert event.detail == {"worker": cast.theo.pk, "recommended": None}


def test_inner_actions_record_their_own_events_in_the_same_transaction(cast):
    allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=cast.joan)
    inner = Event.objects.filter(name__in=["people.involved", "people.involvement_ended", "people.allocated"])
    assert inner.count() == 3
    assert len(set(inner.values_list("transaction", flat=True))) == 1


def test_row_history_keeps_what_was_there_and_joins_the_event(cast):
    allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=cast.joan)
    history = RowHistory.objects.get(table="people_involvement")
    assert history.old == {"ends": None}
    assert (history.action, history.actor) == ("people.involvement_ended", "Joan Marsh")
    assert history.transaction == Event.objects.get(name="people.allocated").transaction


def test_a_failed_action_leaves_neither_change_nor_event(cast):
    @action("test.fails", "Fails", needs=ANYBODY)
    def fails(*, person, by):
        Person.objects.filter(pk=person.pk).update(phone="020 7946 0001")
        raise ValueError

    try:
        with pytest.raises(ValueError):
            fails(person=cast.priya, by=cast.amara)
    finally:
        EVENTS.pop("test.fails")
    assert not Event.objects.filter(name="test.fails").exists()
    assert Person.objects.get(pk=cast.priya.pk).phone == ""


def test_a_doer_without_the_permission_is_refused_with_a_sentence_and_a_remedy(cast):
    with pytest.raises(NotAllowed, match=r"Your role does not allow this: allocated a person\. Ask your team manager"):
        allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=cast.amara)


def test_nobody_and_unlisted_system_actors_are_not_all_powerful(cast):
    with pytest.raises(TypeError, match="needs a doer"):
        allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=None)
    with pytest.raises(NotAllowed):
        allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=actor("a program nobody listed"))


def test_positional_arguments_and_a_missing_by_are_refused_when_the_action_is_made():
    for wrong in (lambda person, *, by: None, lambda *, person: None):
        with pytest.raises(TypeError):
            action("test.wrong", "Wrong", needs=ANYBODY)(wrong)
        EVENTS.pop("test.wrong")


def test_subscribers_run_inside_the_doers_transaction(cast, monkeypatch):
    def breaks(record, by):
        raise ValueError("the upper room cannot")

    monkeypatch.setitem(SUBSCRIBERS, "people.allocated", [breaks])
    with pytest.raises(ValueError):
        allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=cast.joan)
    assert Involvement.objects.current().get(person=cast.priya, role="lead").worker == cast.amara


UNNAMED_WRITES = [
    "UPDATE people_person SET phone = '1'",
    "DELETE FROM people_involvement",
    "WITH x AS (INSERT INTO access_locality (name, postcodes) VALUES ('x', '[]') RETURNING 1) SELECT * FROM x",
    "MERGE INTO people_person p USING (SELECT 1 AS id) s ON p.id = s.id WHEN MATCHED THEN UPDATE SET phone = '1'",
]


@pytest.mark.parametrize("statement", UNNAMED_WRITES)
def test_the_database_refuses_a_write_outside_an_action(cast, statement):
    with pytest.raises(ProgrammingError, match="unnamed write"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_name_of_an_action_does_not_leak_out_of_it(cast):
    allocate(person=cast.priya, worker=cast.theo, reason=REASON, by=cast.joan)
    with pytest.raises(ProgrammingError, match="unnamed write"), transaction.atomic():
        Person.objects.filter(pk=cast.priya.pk).update(phone="1")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"]
)
def test_the_log_is_append_only_even_inside_an_action(cast, statement):
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|append-only"),
        given(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
