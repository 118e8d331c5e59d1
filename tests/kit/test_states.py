"""Tables of states: what holds for every table of every room."""

from types import SimpleNamespace

import pytest

import bep.urls  # noqa: F401 (opens every room: its tables and its actions are known)
from bep.access.permissions import PERMISSIONS
from bep.audit.events import EVENTS
from bep.audit.record import WITHIN
from bep.kit.states import TABLES, Move, same_permission

MOVES = [(name, move) for name, table in TABLES.items() for move in table.moves]


@pytest.mark.parametrize(("name", "move"), MOVES, ids=lambda value: getattr(value, "verb", value))
def test_a_move_names_a_permission_and_the_event_that_needs_it(name, move):
    assert move.permission in PERMISSIONS or move.permission == WITHIN
    assert EVENTS[move.event].needs == move.permission


def test_there_are_as_many_moves_as_we_think():
    assert len(MOVES) >= 50


def test_an_action_with_another_permission_than_its_move_is_a_mistake():
    move = Move("open", "close", "closed", "people.record", "people.step_closed")
    same_permission(move, None)
    same_permission(move, SimpleNamespace(name="x", needs="people.record"))
    same_permission(move, SimpleNamespace(name="x", needs=WITHIN))
    with pytest.raises(TypeError, match="which does it, people"):
        same_permission(move, SimpleNamespace(name="x", needs="people.view_person"))
