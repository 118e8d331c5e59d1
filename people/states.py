from bep.kit.states import Move, States
from people import permissions as may

NEXT_STEP = States(
    "next step",
    [
        Move("open", "do", "done", may.RECORD, "people.step_closed", "Done"),
        Move("open", "drop", "dropped", may.RECORD, "people.step_closed", "Will not be done"),
    ],
    initial="open",
)
