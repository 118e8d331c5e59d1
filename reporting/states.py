"""What can happen to a return."""

from bep.kit.states import Move, States
from reporting import permissions as may

RETURN = States(
    "return",
    [
        Move("building", "finish", "built", may.BUILD, "reporting.return_built", "Finish building"),
        Move("built", "sign", "signed", may.SIGN, "reporting.return_signed", "Sign off the return"),
    ],
    initial="building",
)
