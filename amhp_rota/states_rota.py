"""What can happen to a rota, to a duty that is to change hands, and to a claim."""

from amhp_rota import permissions as may
from amhp_rota.models import Claim, Rota, Swap
from bep.kit.states import Move, States

R, S, C = Rota.State, Swap.State, Claim.State

ROTA = States(
    "rota",
    [Move(R.DRAFT, "publish", R.PUBLISHED, may.MAKE_ROTA, "amhp_rota.published", "Publish this rota")],
    initial=R.DRAFT,
)
SWAP = States(
    "swap",
    [
        Move(S.OFFERED, "agree", S.AGREED, may.OWN_DUTIES, "amhp_rota.swap_agreed", "Say that you can take it"),
        Move(S.OFFERED, "withdraw", S.WITHDRAWN, may.OWN_DUTIES, "amhp_rota.swap_withdrawn", "Withdraw this"),
        Move(S.AGREED, "withdraw", S.WITHDRAWN, may.OWN_DUTIES, "amhp_rota.swap_withdrawn", "Withdraw this"),
        Move(S.AGREED, "approve", S.APPROVED, may.MAKE_ROTA, "amhp_rota.swap_approved", "Approve this swap"),
        Move(S.AGREED, "refuse", S.REFUSED, may.MAKE_ROTA, "amhp_rota.swap_refused", "Refuse this swap"),
        Move(S.OFFERED, "refuse", S.REFUSED, may.MAKE_ROTA, "amhp_rota.swap_refused", "Refuse this swap"),
        # A manager's own swap is decided as it is made; what was on offer for the duty gives way to it.
        Move(S.OFFERED, "make", S.APPROVED, may.MAKE_ROTA, "amhp_rota.swap_made", "Make this swap"),
        Move(S.OFFERED, "give_way", S.WITHDRAWN, may.MAKE_ROTA, "amhp_rota.swap_made", "Make another swap"),
        Move(S.AGREED, "give_way", S.WITHDRAWN, may.MAKE_ROTA, "amhp_rota.swap_made", "Make another swap"),
    ],
    initial=S.OFFERED,
)
CLAIM = States(
    "claim",
    [
        Move(C.CLAIMED, "sign", C.SIGNED, may.MAKE_ROTA, "amhp_rota.claim_signed", "Sign this claim off"),
        Move(C.CLAIMED, "return", C.RETURNED, may.MAKE_ROTA, "amhp_rota.claim_returned", "Send this claim back"),
        Move(C.RETURNED, "claim", C.CLAIMED, may.OWN_DUTIES, "amhp_rota.claimed_again", "Claim again"),
    ],
    initial=C.CLAIMED,
)
