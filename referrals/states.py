"""What can happen to a referral and to an appointment, as tables. Screens, actions, tests and the diagram read these."""

from bep.audit.record import WITHIN
from bep.kit.states import Move, States
from referrals import permissions as may
from referrals.models import Appointment, Referral

S = Referral.State
DECIDED = "referrals.triaged"
AFTER = "referrals.appointment_attended"
CLOSED = "referrals.closed"
BY_AMHP = "referrals.taken_by_amhp"
BY_SENDER = "referrals.withdrawn_by_sender"

REFERRAL = States(
    "referral",
    [
        # At triage: what happens to it.
        Move(S.RECEIVED, "offer_appointment", S.AWAITING, may.TRIAGE, DECIDED, "Offer a choice appointment"),
        Move(
            S.RECEIVED, "go_to_choice_meeting", S.CHOICE_MEETING, may.TRIAGE, DECIDED, "Go straight to a choice meeting"
        ),
        Move(S.RECEIVED, "inform", S.INFORMED, may.TRIAGE, DECIDED, "Give information and advice"),
        Move(S.RECEIVED, "signpost", S.SIGNPOSTED, may.TRIAGE, DECIDED, "Signpost to an organisation"),
        Move(S.RECEIVED, "send_to_amhp", S.AMHP, may.TRIAGE, DECIDED, "Send to the AMHP service, urgent"),
        Move(S.RECEIVED, "raise_safeguarding", S.SAFEGUARDING, may.TRIAGE, DECIDED, "Raise a safeguarding concern"),
        Move(S.RECEIVED, "send_to_secondary_care", S.SECONDARY_CARE, may.TRIAGE, DECIDED, "Refer to secondary care"),
        Move(S.RECEIVED, "withdraw", S.WITHDRAWN, may.TRIAGE, DECIDED, "Close: withdrawn or declined"),
        Move(S.RECEIVED, "give_up_contact", S.NO_CONTACT, may.TRIAGE, DECIDED, "Close: we could not reach them"),
        Move(S.RECEIVED, "refuse", S.REFUSED, may.TRIAGE, DECIDED, "Close: not for this service"),
        Move(S.RECEIVED, "mark_duplicate", S.DUPLICATE, may.TRIAGE, DECIDED, "Close: same as another referral"),
        Move(S.RECEIVED, "fetch", S.AMHP, WITHIN, BY_AMHP, "The AMHP service takes it by itself"),
        Move(S.RECEIVED, "withdraw_sent", S.WITHDRAWN, may.RECEIVE, BY_SENDER, "Take back what their system sent"),
        # After the choice appointment: what came of it.
        Move(S.AWAITING, "go_to_choice_meeting", S.CHOICE_MEETING, may.ATTENDANCE, AFTER, "Go on to a choice meeting"),
        Move(S.AWAITING, "begin_brief_support", S.BRIEF_SUPPORT, may.ATTENDANCE, AFTER, "Go on to brief enablement"),
        Move(S.AWAITING, "inform", S.INFORMED, may.ATTENDANCE, AFTER, "Information and advice was enough"),
        Move(S.AWAITING, "signpost", S.SIGNPOSTED, may.ATTENDANCE, AFTER, "Signposted to an organisation"),
        Move(S.AWAITING, "send_to_amhp", S.AMHP, may.ATTENDANCE, AFTER, "Send to the AMHP service, urgent"),
        Move(S.AWAITING, "raise_safeguarding", S.SAFEGUARDING, may.ATTENDANCE, AFTER, "Raise a safeguarding concern"),
        Move(S.AWAITING, "send_to_secondary_care", S.SECONDARY_CARE, may.ATTENDANCE, AFTER, "Refer to secondary care"),
        # Without an appointment having taken place.
        Move(S.AWAITING, "withdraw", S.WITHDRAWN, may.BOOK, CLOSED, "Close: withdrawn or declined"),
        Move(S.AWAITING, "give_up_contact", S.NO_CONTACT, may.BOOK, CLOSED, "Close: we could not reach them"),
        # By itself, when a death is recorded.
        *(
            Move(state, "note_death", S.DIED, WITHIN, "referrals.closed_at_death", "Close: the person has died")
            for state in (S.RECEIVED, S.AWAITING)
        ),
        # Somebody comes back, or the decision was wrong: the same referral goes on, nothing is asked twice.
        *(
            Move(state, "reopen", S.RECEIVED, may.TRIAGE, "referrals.reopened", "Open again")
            for state in (
                S.INFORMED,
                S.SIGNPOSTED,
                S.SECONDARY_CARE,
                S.WITHDRAWN,
                S.NO_CONTACT,
                S.REFUSED,
                S.DUPLICATE,
                S.DIED,
            )
        ),
    ],
    initial=S.RECEIVED,
)

A = Appointment.State
APPOINTMENT = States(
    "appointment",
    [
        Move(A.BOOKED, "attend", A.ATTENDED, may.ATTENDANCE, AFTER, "They came"),
        Move(A.BOOKED, "miss", A.MISSED, may.ATTENDANCE, "referrals.appointment_missed", "They did not come"),
        Move(A.BOOKED, "move", A.MOVED, may.BOOK, "referrals.appointment_moved", "Move to another time"),
        Move(A.BOOKED, "cancel", A.CANCELLED, may.BOOK, "referrals.appointment_cancelled", "Cancel"),
    ],
    initial=A.BOOKED,
)
