"""Every pair of state and verb of this room: what the tables allow moves, and everything else is refused with a sentence."""

from types import SimpleNamespace

import pytest

from bep.kit.rules import WrongMoment
from enablement.states import CARE_PLANS, EPISODES, PLANS, REVIEWS, SPELLS

TABLES = [CARE_PLANS, EPISODES, PLANS, REVIEWS, SPELLS]
ALLOWED = {(table.name, move.start, move.verb): move for table in TABLES for move in table.moves}
PAIRS = [
    (table, state, verb) for table in TABLES for state in table.states for verb in sorted({m.verb for m in table.moves})
]


@pytest.mark.parametrize(("table", "state", "verb"), PAIRS, ids=lambda value: getattr(value, "name", value))
def test_pair(table, state, verb):
    record = SimpleNamespace(state=state)
    if move := ALLOWED.get((table.name, state, verb)):
        table.move(record, verb)
        assert record.state == move.end
    else:
        with pytest.raises(WrongMoment) as refusal:
            table.move(record, verb)
        assert table.name in refusal.value.sentence
        assert refusal.value.remedy
        assert record.state == state


def test_there_are_as_many_pairs_as_the_tables_say():
    assert len(PAIRS) >= 60
