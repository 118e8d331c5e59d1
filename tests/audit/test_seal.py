"""The sealed log: whoever changes it, even with the owner's powers and every trigger off, is found out."""

import time
from io import StringIO

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from bep.audit import seal as sealing
from bep.audit.models import Event, Seal, SealMark
from bep.audit.record import note
from bep.audit.seal import seal
from bep.audit.verify import verify
from bep.kit.models import Target
from tests.cast import SETUP, given

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def log(settings, tmp_path):
    """Ten events and a change of a row, sealed in two goes and anchored after each."""
    settings.AUDIT_ANCHOR_FILE = str(tmp_path / "elsewhere" / "anchors.log")
    seal()
    looked(5)
    change_a_target()
    seal()
    looked(5)
    seal()
    assert verify() is None
    return list(Event.objects.filter(name="people.shown").order_by("pk").values_list("pk", flat=True))


def looked(times):
    for n in range(times):
        note("people.shown", by=SETUP, people=[n])


def change_a_target():
    with given():
        target = Target.objects.first()
        target.label += "!"
        target.save()


def settled(row, seconds=240):
    """Seals as beat does until the mark is there: a transaction in any database of the cluster, such as another test's,
    holds it back, since the server numbers transactions for all its databases together."""
    for _ in range(seconds * 5):
        seal()
        if SealMark.objects.get(log="event").low >= row:
            return
        time.sleep(0.2)


def as_owner(*statements):
    """What a database administrator could do: triggers off, then anything."""
    with connections["owner"].cursor() as cursor:
        for table in ("audit_event", "audit_rowhistory", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


def position_of(event):
    return Seal.objects.get(log="event", row_id=event).position


@pytest.mark.parametrize(
    "column", ["at = at - interval '1 day'", "actor = 'Nobody'", "person_ids = '{}'", "reason = 'x'"]
)
def test_an_edited_event_is_named(log, column):
    as_owner(f"UPDATE audit_event SET {column} WHERE id = {log[3]}")
    finding = verify()
    assert finding.position == position_of(log[3])
    assert f"Event {log[3]} (position {finding.position}) does not say what was sealed" in finding.sentence


def test_a_deleted_event_is_named(log):
    as_owner(f"DELETE FROM audit_event WHERE id = {log[3]}")
    assert verify().sentence == f"Event {log[3]} (position {position_of(log[3])}) has been removed."


def test_a_deleted_event_with_its_seal_leaves_a_gap(log):
    position = position_of(log[3])
    as_owner(
        f"DELETE FROM audit_event WHERE id = {log[3]}",
        f"DELETE FROM audit_seal WHERE log = 'event' AND row_id = {log[3]}",
    )
    assert verify().sentence.startswith(f"Position {position} is missing from the chain")


def test_two_rows_in_each_other_s_place_are_found(log):
    first, second = log[2], log[6]
    as_owner(
        f"UPDATE audit_event SET id = -1 WHERE id = {first}",
        f"UPDATE audit_event SET id = {first} WHERE id = {second}",
        f"UPDATE audit_event SET id = {second} WHERE id = -1",
    )
    assert verify().position == position_of(first)


def test_another_order_of_the_chain_is_found(log):
    first, second = position_of(log[2]), position_of(log[6])
    as_owner(
        f"UPDATE audit_seal SET position = -1 WHERE position = {first}",
        f"UPDATE audit_seal SET position = {first} WHERE position = {second}",
        f"UPDATE audit_seal SET position = {second} WHERE position = -1",
    )
    assert verify().position == first


def test_an_end_that_was_cut_off_is_found_by_the_anchor(log):
    last = position_of(log[-1])
    as_owner(
        f"DELETE FROM audit_event WHERE id IN ({log[-1]}, {log[-2]})",
        f"DELETE FROM audit_seal WHERE position > {last - 2}",
    )
    finding = verify()
    assert finding.position == last
    assert "the end has been cut off" in finding.sentence


def test_a_chain_made_anew_is_found_by_the_anchor(log):
    as_owner(f"UPDATE audit_event SET actor = 'Nobody' WHERE id = {log[3]}", "DELETE FROM audit_seal")
    as_owner("DELETE FROM audit_sealmark")
    seal()
    finding = verify()
    assert "the chain has been rewritten" in finding.sentence


def test_row_history_is_sealed_too(log):
    row = Seal.objects.get(log="history")
    as_owner("""UPDATE audit_rowhistory SET old = '{"label": "never said"}'""")
    finding = verify()
    assert finding.position == row.position
    assert finding.sentence.startswith("Row history")


def test_a_row_that_was_never_sealed_is_named_after_a_day(log):
    note("people.shown", by=SETUP)
    assert verify() is None
    event = Event.objects.latest("pk")
    as_owner(f"UPDATE audit_event SET at = at - interval '2 days' WHERE id = {event.pk}")
    assert f"Event {event.pk} was never sealed" in verify().sentence


def test_the_command_says_so_and_fails(log):
    said = StringIO()
    call_command("verify_audit", seal=True, stdout=said)
    assert "a second" in said.getvalue()
    assert "The log holds" in said.getvalue()
    as_owner(f"DELETE FROM audit_event WHERE id = {log[3]}")
    with pytest.raises(CommandError, match="has been removed"):
        call_command("verify_audit", stdout=said)


def test_the_anchor_is_outside_and_only_added_to(log, settings):
    anchored = sealing.anchors()
    assert [position for _, position, _ in anchored][-2:] == [position_of(log[4]) + 1, position_of(log[9])]
    seal()
    assert sealing.anchors() == anchored, "nothing new, nothing written"


@pytest.mark.timeout(300)
def test_sealing_goes_on_from_its_mark(log):
    settled(log[-1])
    mark = SealMark.objects.get(log="event")
    assert (mark.low, mark.high) == (log[-1], log[-1])
    looked(1)
    assert seal() == 1


def test_an_event_of_a_transaction_that_ends_late_is_sealed_late(log):
    seal()
    with another_session() as late:
        late.execute("INSERT INTO audit_event (name, actor, person_ids, object_type, object_id, reason, detail)"
                     " VALUES ('people.shown', 'late', '{}', '', '', '', '{}') RETURNING id")  # fmt: skip
        (event,) = late.fetchone()
        looked(3)
        assert seal() == 3
        for _ in range(3):
            assert seal() == 0
        late.connection.commit()
    assert seal() == 1
    assert Seal.objects.filter(log="event", row_id=event).exists()
    assert verify() is None


def another_session():
    settings = connections["default"].settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return psycopg2.connect(**{name: settings[key] for name, key in names.items()}).cursor()


def test_in_a_restored_database_whose_transaction_numbers_begin_again_it_goes_on(log):
    looked(1)
    SealMark.objects.update(horizon=10**15)  # what the cluster before had reached
    assert seal() == 1
    mark = SealMark.objects.get(log="event")
    assert mark.horizon < 10**15
    looked(1)
    assert seal() == 1
    assert verify() is None


def test_looking_at_everything_finds_what_the_mark_has_passed(log):
    looked(1)
    SealMark.objects.update(low=10**9, high=10**9)
    assert seal() == 0
    assert seal(everything=True) == 1


def test_the_application_cannot_touch_what_is_sealed(log):
    with connections["default"].cursor() as cursor:
        for statement in ("UPDATE audit_seal SET at = now()", "DELETE FROM audit_seal"):
            with pytest.raises(Exception, match="permission denied"):
                cursor.execute(statement)
