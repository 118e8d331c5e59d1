"""Every pair of a state and a verb: what the table allows is done, everything else is refused with where the record is."""

import pytest

from bep.kit.rules import NotFound, WrongMoment
from safeguarding.models import Enquiry
from safeguarding.states import CONCERN, ENQUIRY
from tests.safeguarding.enquiries import WAYS, decided, in_state, ready, tries
from tests.safeguarding.given import raised, reload

VERBS = sorted({m.verb for m in ENQUIRY.moves})


def test_there_is_a_way_into_every_state():
    assert set(WAYS) == set(Enquiry.State.values)


@pytest.mark.parametrize("state", Enquiry.State.values)
def test_each_verb_of_an_enquiry_from_each_state(safe, state):
    enquiry = in_state(safe, state)
    if state != "closed":
        ready(safe, enquiry)
    allowed = {m.verb: m.end for m in ENQUIRY.moves if m.start == state}
    calls = tries(safe)
    assert set(calls) == set(VERBS)
    for verb in VERBS:
        if verb not in allowed:
            # The officer of a closed enquiry does not even find it.
            with pytest.raises(NotFound if (state, verb) == ("closed", "report") else WrongMoment):
                calls[verb](reload(enquiry))
            assert reload(enquiry).state == state
    verb = sorted(allowed)[0]
    assert calls[verb](reload(enquiry)).state == allowed[verb]


@pytest.mark.parametrize("move", [m for m in ENQUIRY.moves], ids=lambda m: f"{m.start}-{m.verb}")
def test_each_move_of_the_table_can_be_made(safe, move):
    enquiry = in_state(safe, move.start)
    if move.start != "closed":
        ready(safe, enquiry)
    assert tries(safe)[move.verb](reload(enquiry)).state == move.end


@pytest.mark.parametrize("move", [m for m in CONCERN.moves if m.start == "received"], ids=lambda m: m.verb)
def test_each_decision_on_a_concern_can_be_made(safe, move):
    more = {}
    if move.verb == "join":
        more["joins"] = decided(safe).enquiry
    concern = decided(safe, raised(safe.amara, safe.priya), verb=move.verb, **more)
    assert concern.state == move.end
    assert concern.decided_at


@pytest.mark.parametrize("state", ["start_enquiry", "start_other", "join", "end_here", "set_aside"])
def test_nothing_is_decided_twice(safe, state):
    more = {"joins": decided(safe).enquiry} if state == "join" else {}
    concern = decided(safe, raised(safe.amara, safe.priya), verb=state, **more)
    for move in CONCERN.moves:
        if move.start == "received":
            with pytest.raises(WrongMoment):
                decided(safe, concern, verb=move.verb)
