"""Every state of this room's records, and who may move them. Screens, actions, tests and the diagrams read these tables."""

from bep.kit.states import Move, States
from safeguarding import permissions as may
from safeguarding.models import AuditCase, AuditSample, CausedEnquiry, Concern, Enquiry, ProviderEnquiry

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

_E = Enquiry.State
ENQUIRY = States(
    "safeguarding enquiry",
    [
        Move(
            _E.PLANNING,
            "plan",
            _E.ENQUIRING,
            may.DECIDE,
            "safeguarding.enquiry_planned",
            "Record the plan of the enquiry",
        ),
        Move(_E.ENQUIRING, "report", _E.REPORTED, may.ENQUIRE, "safeguarding.enquiry_reported", "Hand in the report"),
        Move(
            _E.REPORTED, "send_back", _E.ENQUIRING, may.DECIDE, "safeguarding.report_sent_back", "Send the report back"
        ),
        Move(_E.REPORTED, "conclude", _E.CONCLUDED, may.DECIDE, "safeguarding.enquiry_concluded", "Decide the outcome"),
        *(
            Move(state, "stop", _E.CONCLUDED, may.DECIDE, "safeguarding.enquiry_stopped", "Stop: the adult asks for it")
            for state in (_E.PLANNING, _E.ENQUIRING, _E.REPORTED)
        ),
        Move(_E.CONCLUDED, "protect", _E.PROTECTING, may.DECIDE, "safeguarding.plan_made", "Make a protection plan"),
        Move(_E.PROTECTING, "review", _E.PROTECTING, may.DECIDE, "safeguarding.plan_reviewed", "Record the review"),
        *(
            Move(state, "close", _E.CLOSED, may.DECIDE, "safeguarding.enquiry_closed", "Close the enquiry")
            for state in (_E.CONCLUDED, _E.PROTECTING)
        ),
        Move(_E.CLOSED, "reopen", _E.ENQUIRING, may.DECIDE, "safeguarding.enquiry_reopened", "Open it again"),
    ],
    initial=_E.PLANNING,
)

_A = CausedEnquiry.State
CAUSED = States(
    "enquiry by others",
    [
        Move(_A.ASKED, "return", _A.RETURNED, may.ENQUIRE, "safeguarding.caused_returned", "Record what they found"),
        Move(_A.RETURNED, "accept", _A.ACCEPTED, may.DECIDE, "safeguarding.caused_accepted", "Accept it"),
        Move(_A.RETURNED, "send_back", _A.ASKED, may.DECIDE, "safeguarding.caused_sent_back", "Send it back"),
        *(
            Move(state, "withdraw", _A.WITHDRAWN, may.DECIDE, "safeguarding.caused_withdrawn", "Ask it no longer")
            for state in (_A.ASKED, _A.RETURNED)
        ),
    ],
    initial=_A.ASKED,
)

_P = ProviderEnquiry.State
PROVIDER_ENQUIRY = States(
    "enquiry into a provider",
    [Move(_P.OPEN, "close", _P.CLOSED, may.DECIDE, "safeguarding.provider_enquiry_closed", "Close it")],
    initial=_P.OPEN,
)

_K = AuditCase.State
AUDIT_CASE = States(
    "audited case",
    [
        *(
            Move(state, "assign", _K.REVIEWING, may.AUDIT_LEAD, "safeguarding.audit_assigned", "Name its reviewers")
            for state in (_K.DRAWN, _K.REVIEWING)
        ),
        *(
            Move(state, "withdraw", _K.WITHDRAWN, may.AUDIT_LEAD, "safeguarding.audit_withdrawn", "Take it out")
            for state in (_K.DRAWN, _K.REVIEWING, _K.MODERATING)
        ),
        *(
            Move(
                state, "hand_on", state, may.AUDIT_LEAD, "safeguarding.audit_handed_on", "Give one part to a colleague"
            )
            for state in (_K.REVIEWING, _K.MODERATING)
        ),
        Move(_K.REVIEWING, "settle", _K.TOLD, may.AUDIT_REVIEW, "safeguarding.audit_reviewed", "Hand in a review"),
        Move(
            _K.REVIEWING, "differ", _K.MODERATING, may.AUDIT_REVIEW, "safeguarding.audit_reviewed", "Hand in a review"
        ),
        Move(_K.MODERATING, "rule", _K.TOLD, may.AUDIT_REVIEW, "safeguarding.audit_ruled", "Decide where they differ"),
        Move(_K.TOLD, "acknowledge", _K.DONE, may.VIEW, "safeguarding.audit_acknowledged", "Say that you have read it"),
    ],
    initial=_K.DRAWN,
)

AUDIT_SAMPLE = States(
    "audit sample",
    [
        Move(AuditSample.State.OPEN, "close", AuditSample.State.CLOSED, may.AUDIT_LEAD, "safeguarding.audit_closed",
             "Close the sample for good"),
    ],
    initial=AuditSample.State.OPEN,
)  # fmt: skip
