"""States of a deprivation of liberty application and of a Court of Protection case, and who may move them."""

from bep.audit.record import WITHIN
from bep.kit.states import Move, States
from safeguarding import permissions as may
from safeguarding.models import CourtCase, DolsApplication

_D = DolsApplication.State
DOLS = States(
    "deprivation of liberty application",
    [
        *(
            Move(state, "allocate", _D.ASSESSING, may.DOLS_HANDLE, "safeguarding.dols_allocated", "Name the assessors")
            for state in (_D.RECEIVED, _D.ASSESSING)
        ),
        Move(
            _D.ASSESSING,
            "assess",
            _D.ASSESSING,
            may.DOLS_ASSESS,
            "safeguarding.dols_assessed",
            "Record an assessment",
        ),
        *(
            Move(
                state, "extend", state, may.DOLS_HANDLE, "safeguarding.dols_extended", "Extend the urgent authorisation"
            )
            for state in (_D.RECEIVED, _D.ASSESSING, _D.TO_SIGN)
        ),
        Move(_D.ASSESSING, "send", _D.TO_SIGN, may.DOLS_HANDLE, "safeguarding.dols_sent", "Send it to be signed"),
        Move(_D.TO_SIGN, "send_back", _D.ASSESSING, may.DOLS_AUTHORISE, "safeguarding.dols_sent_back", "Send it back"),
        Move(_D.TO_SIGN, "grant", _D.GRANTED, may.DOLS_AUTHORISE, "safeguarding.dols_granted", "Authorise it"),
        Move(_D.TO_SIGN, "refuse", _D.NOT_GRANTED, may.DOLS_AUTHORISE, "safeguarding.dols_refused", "Do not grant it"),
        *(
            Move(state, "withdraw", _D.WITHDRAWN, may.DOLS_HANDLE, "safeguarding.dols_withdrawn", "Record a withdrawal")
            for state in (_D.RECEIVED, _D.ASSESSING, _D.TO_SIGN)
        ),
        Move(_D.GRANTED, "review", _D.GRANTED, may.DOLS_HANDLE, "safeguarding.dols_reviewed", "Record a formal review"),
        Move(_D.GRANTED, "renew", _D.GRANTED, may.DOLS_HANDLE, "safeguarding.dols_renewed", "Record the new request"),
        Move(_D.GRANTED, "suspend", _D.SUSPENDED, may.DOLS_HANDLE, "safeguarding.dols_suspended", "Suspend it"),
        Move(_D.SUSPENDED, "resume", _D.GRANTED, may.DOLS_HANDLE, "safeguarding.dols_resumed", "End the suspension"),
        *(
            Move(state, "end", _D.ENDED, may.DOLS_HANDLE, "safeguarding.dols_ended", "Record that it ended")
            for state in (_D.GRANTED, _D.SUSPENDED)
        ),
        *(
            Move(
                state, "note_death", _D.WITHDRAWN, WITHIN, "safeguarding.stopped_at_death", "Withdrawn: they have died"
            )
            for state in (_D.RECEIVED, _D.ASSESSING, _D.TO_SIGN)
        ),
        *(
            Move(state, "note_death", _D.ENDED, WITHIN, "safeguarding.stopped_at_death", "Ended: they have died")
            for state in (_D.GRANTED, _D.SUSPENDED)
        ),
    ],
    initial=_D.RECEIVED,
)

_K = CourtCase.State
COURT = States(
    "Court of Protection case",
    [
        Move(
            _K.IDENTIFIED, "gather", _K.GATHERED, may.DOLS_HANDLE, "safeguarding.court_gathered", "Evidence is gathered"
        ),
        Move(_K.GATHERED, "apply", _K.APPLIED, may.DOLS_HANDLE, "safeguarding.court_applied", "Record the application"),
        Move(_K.APPLIED, "order", _K.ORDERED, may.DOLS_HANDLE, "safeguarding.court_ordered", "Record the order"),
        Move(_K.ORDERED, "review", _K.ORDERED, may.DOLS_HANDLE, "safeguarding.court_reviewed", "Record a review"),
        Move(_K.ORDERED, "renew", _K.ORDERED, may.DOLS_HANDLE, "safeguarding.court_renewed", "Begin the renewal"),
        *(
            Move(state, "close", _K.CLOSED, may.DOLS_HANDLE, "safeguarding.court_closed", "Close it")
            for state in (_K.IDENTIFIED, _K.GATHERED, _K.APPLIED, _K.ORDERED)
        ),
        *(
            Move(state, "note_death", _K.CLOSED, WITHIN, "safeguarding.stopped_at_death", "Closed: they have died")
            for state in (_K.IDENTIFIED, _K.GATHERED, _K.APPLIED, _K.ORDERED)
        ),
    ],
    initial=_K.IDENTIFIED,
)
