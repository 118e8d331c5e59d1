"""The decision on eligibility (Care Act s13): the rule suggests, a qualified social worker decides and says why."""

from dataclasses import asdict

from assessments import permissions as may
from assessments import rules
from assessments.actions.assessment import refuse_gaps
from assessments.states import ASSESSMENT
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import must_say, refuse_by
from people.rules import must_see


@action("assessments.eligibility_decided", "Decided eligibility", needs=may.DECIDE)
def decide(
    *, assessment, version, eligibility, reason, advice, by, differs_because="", wants_needs_met="", resident=""
):
    """Decides, keeps what the rule suggested beside it, and closes the assessment for good."""
    assessment = locked(must_see(assessment, by), version)
    ASSESSMENT.move(assessment, "decide")
    if not rules.asker_is_not_approver(assessment.submitted_by_id, by.pk):
        raise refuse_by(rules.asker_is_not_approver, remedy="Ask another social worker to sign it.")
    refuse_gaps(assessment)
    suggestion = rules.suggest_eligibility(assessment)
    differs = suggestion.eligibility != eligibility
    refuse_thin_reasons(eligibility, reason, advice, differs, differs_because)
    refuse_open_questions(eligibility, wants_needs_met, resident)
    detail(eligibility=eligibility, suggested=suggestion.eligibility or "", differs=differs)
    now = clock.now()
    return saved(
        assessment, eligibility=eligibility, decision_reason=reason, advice=advice, differs=differs,
        differs_because=differs_because if differs else "", suggested=suggestion.eligibility or "",
        suggestion_lines=[asdict(line) for line in suggestion.lines], wants_needs_met=wants_needs_met,
        ordinarily_resident=resident, decided_by=by, decided_at=now, decided_on=clock.as_date(now),
    )  # fmt: skip


def refuse_thin_reasons(eligibility, reason, advice, differs, differs_because):
    if not rules.reasons_for_decision(reason):
        raise refuse_by(
            rules.reasons_for_decision, field="reason", remedy="Write the reasons as the person will read them."
        )
    if differs:
        sentence = "Your decision is not what the rule suggests, so it needs a sentence that says why."
        must_say(differs_because, sentence, field="differs_because", remedy="Say what the rule does not see.")
    if not rules.advice_when_not_eligible(eligibility, advice):
        raise refuse_by(rules.advice_when_not_eligible, field="advice", remedy="Write the advice they will be given.")


def refuse_open_questions(eligibility, wants_met, resident):
    if not rules.questions_when_eligible(eligibility, wants_met, resident):
        field = "resident" if wants_met else "wants_needs_met"
        raise refuse_by(rules.questions_when_eligible, field=field, remedy="Answer both questions below the decision.")
