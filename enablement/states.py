"""Every state of this room's records, and who may move them. Screens, actions, tests and the diagrams read these tables."""

from bep.audit.record import WITHIN
from bep.kit.states import Move, States
from enablement import permissions as may
from enablement.models import CareAndSupportPlan, EnablementPlan, Episode, Review, SupportSpell

_E = Episode.State
EPISODES = States(
    "time on the pathway",
    [
        Move(_E.OPEN, "close", _E.CLOSED, may.MOVE_ON, "enablement.closed", "Close the pathway"),
        # The former time stays closed: coming back opens a new one that carries on from it.
        Move(_E.CLOSED, "welcome_back", _E.CLOSED, may.MOVE_ON, "enablement.returned", "Welcome back"),
    ],
    initial=_E.OPEN,
)

_P = EnablementPlan.State
PLANS = States(
    "enablement plan",
    [
        Move(_P.DRAFT, "save", _P.DRAFT, may.PLAN, "enablement.plan_saved", "Write the plan"),
        Move(_P.DRAFT, "agree", _P.AGREED, may.AGREE, "enablement.plan_agreed", "Agree the plan"),
        Move(_P.DRAFT, "set_aside", _P.SET_ASIDE, may.PLAN, "enablement.plan_set_aside", "Set this plan aside"),
        Move(_P.AGREED, "record_progress", _P.AGREED, may.PLAN, "enablement.progress_recorded", "Say how it is going"),
        Move(_P.AGREED, "supersede", _P.SUPERSEDED, may.AGREE, "enablement.plan_agreed", "Replace it by a newer one"),
    ],
    initial=_P.DRAFT,
)

_C = CareAndSupportPlan.State
CARE_PLANS = States(
    "care and support plan",
    [
        Move(_C.DRAFT, "save", _C.DRAFT, may.CARE_PLAN, "enablement.care_plan_saved", "Write the plan"),
        Move(_C.DRAFT, "ask", _C.ASKED, may.CARE_PLAN, "enablement.care_plan_asked", "Ask for approval"),
        Move(_C.ASKED, "send_back", _C.DRAFT, may.APPROVE, "enablement.care_plan_sent_back", "Send it back"),
        Move(_C.ASKED, "approve", _C.APPROVED, may.APPROVE, "enablement.care_plan_approved", "Approve the plan"),
        Move(
            _C.APPROVED,
            "supersede",
            _C.SUPERSEDED,
            may.APPROVE,
            "enablement.care_plan_approved",
            "Replace it by a newer one",
        ),
        # By itself, when a death is recorded.
        Move(_C.ASKED, "lapse", _C.DRAFT, WITHIN, "enablement.care_plan_lapsed", "The person has died"),
        Move(_C.APPROVED, "lapse", _C.ENDED, WITHIN, "enablement.care_plan_lapsed", "The person has died"),
        Move(_C.APPROVED, "end", _C.ENDED, may.CARE_PLAN, "enablement.care_plan_ended", "End the plan"),
    ],
    initial=_C.DRAFT,
)

_S = SupportSpell.State
SPELLS = States(
    "support",
    [
        Move(_S.OPEN, "move", _S.ENDED, may.SUPPORT, "enablement.spell_moved", "Move to another tier"),
        Move(_S.OPEN, "end", _S.ENDED, may.SUPPORT, "enablement.spell_ended", "End this support"),
    ],
    initial=_S.OPEN,
)

_R = Review.State
REVIEWS = States(
    "review",
    [
        Move(_R.PLANNED, "book", _R.PLANNED, may.REVIEW, "enablement.review_booked", "Book the review"),
        Move(_R.PLANNED, "hold", _R.HELD, may.REVIEW, "enablement.review_held", "Record the review"),
        Move(_R.PLANNED, "call_off", _R.CALLED_OFF, may.REVIEW, "enablement.review_called_off", "Call the review off"),
    ],
    initial=_R.PLANNED,
)
