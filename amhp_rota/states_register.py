"""What can happen to an absence that somebody asked for."""

from amhp_rota import permissions as may
from amhp_rota.models import Absence
from bep.kit.states import Move, States

A = Absence.State

ABSENCE = States(
    "absence",
    [
        Move(A.ASKED, "approve", A.APPROVED, may.MAKE_ROTA, "amhp_rota.leave_approved", "Approve this leave"),
        Move(A.ASKED, "refuse", A.REFUSED, may.MAKE_ROTA, "amhp_rota.leave_refused", "Refuse this leave"),
        Move(A.ASKED, "withdraw", A.WITHDRAWN, may.OWN_DUTIES, "amhp_rota.leave_withdrawn", "Withdraw this"),
        Move(A.APPROVED, "withdraw", A.WITHDRAWN, may.OWN_DUTIES, "amhp_rota.leave_withdrawn", "Withdraw this"),
    ],
    initial=A.ASKED,
)
