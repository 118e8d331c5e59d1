"""Writing in an assessment: its parts, its outcomes, its weighing of wellbeing. Each refuses a second saver."""

from assessments import permissions as may
from assessments.actions.assessment import seen_assessment
from assessments.law import limbs_of
from assessments.models import OutcomeAnswer, WellbeingAnswer
from assessments.parts import PARTS
from assessments.states import ASSESSMENT
from bep.audit.record import about, action, detail
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused
from people.rules import must_see


@action("assessments.assessment_written", "Wrote in an assessment", needs=may.ASSESS)
def write_part(*, assessment, version, part, answers, by):
    """Keeps the answers of one part (assessments.parts); a part cannot write another's answers."""
    assessment = locked(must_see(assessment, by), version)
    ASSESSMENT.move(assessment, "write")
    strangers = set(answers) - set(PARTS[part].fields)
    if strangers:
        raise ValueError(f"The part {part} has no {sorted(strangers)}.")
    detail(part=part)
    return saved(assessment, **answers)


@action("assessments.outcome_written", "Wrote about an outcome", needs=may.ASSESS)
def answer_outcome(*, answer, version, words, wish, strengths, view, verdict, limbs, by):
    """What one outcome is like, and whether they can achieve it; "unable" says in what way."""
    assessment = seen_assessment(answer.assessment_id, by)
    answer = locked(answer, version)
    ASSESSMENT.next(assessment, "write")
    about(assessment)
    detail(outcome=answer.outcome)
    kept = [limb for limb in limbs_of(assessment.kind) if limb in limbs]
    if verdict == OutcomeAnswer.Answer.UNABLE and not kept:
        raise Refused(
            "“Unable” needs at least one of the ways in which they are.", field="limbs", remedy="Tick what applies."
        )
    if verdict != OutcomeAnswer.Answer.UNABLE:
        kept = []
    return saved(answer, words=words, wish=wish, strengths=strengths, view=view, answer=verdict, limbs=kept)


@action("assessments.wellbeing_weighed", "Weighed the effect on wellbeing", needs=may.ASSESS)
def weigh_wellbeing(*, assessment, version, areas, significant_impact, words, by):
    """`areas` gives each of the nine an (impact, words); the worker then weighs the whole."""
    assessment = locked(must_see(assessment, by), version)
    ASSESSMENT.move(assessment, "write")
    for area, (impact, said) in areas.items():
        if impact:
            WellbeingAnswer.objects.update_or_create(
                assessment=assessment, area=area, defaults={"impact": impact, "words": said}
            )
    return saved(assessment, significant_impact=significant_impact, impact_words=words)
