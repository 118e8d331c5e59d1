"""What can happen to a request for a Mental Health Act assessment. Screens, actions, tests and the diagram read this table."""

from amhp_rota import permissions as may
from amhp_rota.models import AssessmentRequest
from bep.audit.record import WITHIN
from bep.kit.states import Move, States

S = AssessmentRequest.State
MOVED = "amhp_rota.moved"
DECIDED = "amhp_rota.decided"
CLOSED = "amhp_rota.closed"
BEFORE_ASSESSING = (S.RECEIVED, S.TRIAGED, S.GATHERING, S.DOCTORS, S.WARRANT)


def to(end, verb, sentence, *starts):
    return [Move(start, verb, end, may.DESK, MOVED, sentence) for start in starts]


REQUEST = States(
    "request",
    [
        *to(S.TRIAGED, "triage", "Triage", S.RECEIVED),
        *to(S.GATHERING, "gather", "Gather what is known", S.TRIAGED, S.DOCTORS, S.WARRANT),
        *to(S.DOCTORS, "find_doctors", "Find doctors", S.TRIAGED, S.GATHERING, S.WARRANT, S.ASSESSING),
        *to(S.WARRANT, "seek_warrant", "Ask the court for a warrant, s135", S.GATHERING, S.DOCTORS),
        *to(S.ASSESSING, "assess", "Begin the assessment", S.TRIAGED, S.GATHERING, S.DOCTORS, S.WARRANT, S.BED_WAIT),
        *to(S.BED_WAIT, "wait_for_bed", "Wait for a bed", S.ASSESSING, S.CONVEYING),
        *to(S.CONVEYING, "convey", "Set off to hospital", S.ASSESSING, S.BED_WAIT),
        *(
            Move(start, "decide", S.DECIDED, may.ASSESS, DECIDED, "Record the outcome")
            for start in (S.ASSESSING, S.BED_WAIT, S.CONVEYING)
        ),
        *(
            Move(start, "stand_down", S.DECIDED, may.ASSESS, DECIDED, "No assessment is needed")
            for start in BEFORE_ASSESSING
        ),
        Move(S.DECIDED, "close", S.CLOSED, may.DESK, CLOSED, "Close"),
        # By itself, when a death is recorded.
        *(
            Move(state, "note_death", S.CLOSED, WITHIN, "amhp_rota.closed_at_death", "Close: the person has died")
            for state in S.values
            if state != S.CLOSED
        ),
    ],
    initial=S.RECEIVED,
)
