"""What can happen to a sharing agreement and to a trust's record. Screens, actions, tests and the diagram read these tables."""

from bep.kit.states import Move, States
from partners import permissions as may
from partners.models import SharingAgreement, TrustRecord

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

T = TrustRecord.State
CAME, REFUSED = "partners.trust_record_came", "partners.trust_record_refused"

# By itself: whenever it comes, however often. By somebody: only while it waits for them.
TRUST_RECORD = States(
    "trust’s record",
    [
        *(Move(state, "settle", T.TAKEN, may.IMPORT_TRUST, CAME, "Taken in by itself") for state in T),
        *(Move(state, "ask", T.QUEUED, may.IMPORT_TRUST, CAME, "Put before somebody") for state in T),
        Move(T.QUEUED, "match", T.TAKEN, may.MATCH_TRUST, "partners.trust_record_matched", "Say whom it is about"),
        Move(
            T.QUEUED, "register", T.TAKEN, may.MATCH_TRUST, "partners.trust_record_registered", "Register somebody new"
        ),
        Move(T.QUEUED, "refuse", T.REFUSED, may.MATCH_TRUST, REFUSED, "Refuse it"),
        Move(T.QUEUED, "leave", T.TAKEN, may.MATCH_TRUST, REFUSED, "Leave ours as it is"),
        Move(
            T.QUEUED, "take_change", T.TAKEN, may.MATCH_TRUST, "partners.trust_change_taken", "Take over what changed"
        ),
    ],
    initial=T.QUEUED,
)
