"""Every state of this room's records, and who may move them. Screens, actions, tests and the diagrams read these tables."""

from bep.kit.states import Move, States
from safeguarding import permissions as may
from safeguarding.models import Concern

_C = Concern.State
DECIDED = "safeguarding.concern_decided"
CONCERN = States(
    "safeguarding concern",
    [
        Move(_C.RECEIVED, "start_enquiry", _C.ENQUIRY, may.DECIDE, DECIDED, "Start a section 42 enquiry"),
        Move(_C.RECEIVED, "start_other", _C.OTHER_ENQUIRY, may.DECIDE, DECIDED, "Start another kind of enquiry"),
        Move(_C.RECEIVED, "join", _C.JOINED, may.DECIDE, DECIDED, "Add it to the enquiry that is open already"),
        Move(_C.RECEIVED, "end_here", _C.NO_ENQUIRY, may.DECIDE, DECIDED, "No enquiry: other help or advice"),
        Move(_C.RECEIVED, "set_aside", _C.ERROR, may.DECIDE, DECIDED, "Raised in error, or said twice"),
        *(
            Move(state, "look_again", _C.RECEIVED, may.DECIDE, "safeguarding.concern_reopened", "Look at it again")
            for state in (_C.NO_ENQUIRY, _C.ERROR)
        ),
    ],
    initial=_C.RECEIVED,
)
