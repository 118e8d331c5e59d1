"""What can be done to a choice meeting and to an assessment, and by whom."""

from assessments import permissions as may
from bep.audit.record import WITHIN
from bep.kit.states import Move, States

MEETING = States(
    "choice meeting",
    [
        Move(
            "to_arrange",
            "arrange",
            "arranged",
            may.ARRANGE,
            "assessments.meeting_arranged",
            "Arrange the choice meeting",
        ),
        Move("arranged", "move", "arranged", may.ARRANGE, "assessments.meeting_moved", "Change the day or place"),
        Move(
            "arranged",
            "miss",
            "to_arrange",
            may.ARRANGE,
            "assessments.meeting_missed",
            "Record that they did not attend",
        ),
        Move("arranged", "hold", "held", may.ASSESS, "assessments.meeting_held", "Record that it was held"),
        Move(
            "to_arrange",
            "cancel",
            "cancelled",
            may.ARRANGE,
            "assessments.meeting_cancelled",
            "Record that it is not going ahead",
        ),
        Move(
            "arranged",
            "cancel",
            "cancelled",
            may.ARRANGE,
            "assessments.meeting_cancelled",
            "Record that it is not going ahead",
        ),
        *(
            Move(state, "note_death", "cancelled", WITHIN, "assessments.stopped_at_death", "Call off: they have died")
            for state in ("to_arrange", "arranged")
        ),
    ],
    initial="to_arrange",
)

ASSESSMENT = States(
    "assessment",
    [
        Move("underway", "write", "underway", may.ASSESS, "assessments.assessment_written", "Write in the assessment"),
        Move(
            "underway",
            "submit",
            "submitted",
            may.ASSESS,
            "assessments.assessment_submitted",
            "Send to a social worker to sign",
        ),
        Move("underway", "decide", "decided", may.DECIDE, "assessments.eligibility_decided", "Decide eligibility"),
        Move("submitted", "decide", "decided", may.DECIDE, "assessments.eligibility_decided", "Decide eligibility"),
        Move(
            "submitted", "return", "underway", may.DECIDE, "assessments.assessment_returned", "Send back with a reason"
        ),
        Move("underway", "stop", "stopped", may.ASSESS, "assessments.assessment_stopped", "Stop the assessment"),
        *(
            Move(state, "note_death", "stopped", WITHIN, "assessments.stopped_at_death", "Stop: they have died")
            for state in ("underway", "submitted")
        ),
        Move("decided", "add", "decided", may.ASSESS, "assessments.addendum_written", "Add to the assessment"),
    ],
    initial="underway",
)

BEST_INTERESTS = States(
    "best-interests decision",
    [
        Move("underway", "write", "underway", may.ASSESS, "assessments.best_interests_written", "Answer the checklist"),
        Move("underway", "decide", "decided", may.BEST_INTERESTS, "assessments.best_interests_decided", "Decide"),
        Move("underway", "stop", "stopped", may.ASSESS, "assessments.best_interests_stopped", "Stop it"),
        Move("underway", "note_death", "stopped", WITHIN, "assessments.stopped_at_death", "Stop: they have died"),
    ],
    initial="underway",
)
