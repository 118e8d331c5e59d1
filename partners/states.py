"""What can happen to a sharing agreement. Screens, actions, tests and the diagram read this table."""

from bep.kit.states import Move, States
from partners import permissions as may
from partners.models import SharingAgreement

S = SharingAgreement.State
DECIDED = "partners.agreement_decided"

AGREEMENT = States(
    "sharing agreement",
    [
        Move(S.ASKED, "approve", S.AGREED, may.APPROVE_SHARING, DECIDED, "Approve it"),
        Move(S.ASKED, "refuse", S.REFUSED, may.APPROVE_SHARING, DECIDED, "Do not approve it"),
        Move(S.AGREED, "end", S.ENDED, may.APPROVE_SHARING, "partners.agreement_ended", "End it"),
    ],
    initial=S.ASKED,
)
