"""Every state of a choice meeting and of an assessment against every verb: the table allows it, or the record refuses."""

import pytest

from assessments.models import ChoiceMeeting, NeedsAssessment
from assessments.states import ASSESSMENT, MEETING
from bep.kit.rules import WrongMoment

ALLOWED_MEETING = {
    ("to_arrange", "arrange"): "arranged",
    ("to_arrange", "cancel"): "cancelled",
    ("arranged", "move"): "arranged",
    ("arranged", "miss"): "to_arrange",
    ("arranged", "hold"): "held",
    ("arranged", "cancel"): "cancelled",
    ("to_arrange", "note_death"): "cancelled",
    ("arranged", "note_death"): "cancelled",
}
ALLOWED_ASSESSMENT = {
    ("underway", "write"): "underway",
    ("underway", "submit"): "submitted",
    ("underway", "decide"): "decided",
    ("underway", "stop"): "stopped",
    ("submitted", "decide"): "decided",
    ("submitted", "return"): "underway",
    ("decided", "add"): "decided",
    ("underway", "note_death"): "stopped",
    ("submitted", "note_death"): "stopped",
}


def pairs(table, model):
    return [(state, verb) for state in model.State.values for verb in sorted({m.verb for m in table.moves})]


def outcome(table, record, verb):
    """The state that the verb leads to, or the refusal, which says where the record is now."""
    try:
        return table.next(record, verb).end
    except WrongMoment as refusal:
        return record.get_state_display() in refusal.sentence and "refused"


@pytest.mark.parametrize(("state", "verb"), pairs(MEETING, ChoiceMeeting))
def test_choice_meeting(state, verb):
    assert outcome(MEETING, ChoiceMeeting(state=state), verb) == ALLOWED_MEETING.get((state, verb), "refused")


@pytest.mark.parametrize(("state", "verb"), pairs(ASSESSMENT, NeedsAssessment))
def test_assessment(state, verb):
    assert outcome(ASSESSMENT, NeedsAssessment(state=state), verb) == ALLOWED_ASSESSMENT.get((state, verb), "refused")


def test_only_a_social_worker_decides(cast):
    record = NeedsAssessment(state="submitted")
    verbs = {
        who: {m.verb for m in ASSESSMENT.open_moves(record, getattr(cast, who))} for who in ("amara", "theo", "pia")
    }
    assert verbs == {"amara": {"decide", "return"}, "theo": set(), "pia": set()}
