"""How this room's records look on shared screens: clocks and rows of answers."""

from django.urls import reverse

from assessments.law import Cause, Difficulty, Limb
from assessments.models import ChoiceMeeting, NeedsAssessment
from bep.kit import reference
from bep.kit.faces import Clock, Row, due
from bep.kit.faces import WorkRow as Work
from people.faces import person_url


# --- work rows --------------------------------------------------------------------------------------------------------
def meeting_row(meeting):
    arranged = meeting.state == ChoiceMeeting.State.ARRANGED
    detail = f"{meeting.get_place_display()}, with {meeting.worker}" if arranged else to_arrange_detail(meeting)
    return Work(
        who=meeting.person.name, what="choice meeting" if arranged else "choice meeting to arrange",
        clock=meeting_clock(meeting), detail=detail,
        url=person_url(meeting.person_id), action_label="Open" if arranged else "Arrange",
        action_url=reverse("assessments:meeting" if arranged else "assessments:arrange", args=[meeting.pk]),
    )  # fmt: skip


def to_arrange_detail(meeting):
    missed = {0: "", 1: ", missed once"}.get(meeting.missed, f", missed {meeting.missed} times")
    return f"Asked for on {meeting.asked_on:%-d %B}{missed}"


def assessment_row(assessment, worker):
    to_sign = assessment.state == NeedsAssessment.State.SUBMITTED
    who_signs = (
        "waiting for you to sign" if to_sign and assessment.submitted_by_id != worker.pk else "waiting to be signed"
    )
    return Work(
        who=assessment.person.name, what=assessment.get_kind_display(), clock=due(assessment.due, kind="target"),
        detail=f"{assessment.worker}, {who_signs}" if to_sign else f"{assessment.worker}, being written",
        url=person_url(assessment.person_id), action_label="Sign" if to_sign else "Go on",
        action_url=reverse("assessments:assessment", args=[assessment.pk]),
    )  # fmt: skip


def meeting_clock(meeting):
    """Until it is arranged the target runs; then what matters is when it is."""
    if meeting.state == ChoiceMeeting.State.ARRANGED:
        return due(meeting.starts_at)
    return target_clock(meeting) if meeting.state == ChoiceMeeting.State.TO_ARRANGE else None


def target_clock(record):
    return due(record.due, kind="target")


def decided_clock(assessment):
    return Clock("none", f"decided {assessment.decided_on:%-d %B %Y}")


# --- answers, as they are read ----------------------------------------------------------------------------------------
def part_rows(assessment, part):
    """The answers of one part; what does not apply is left out."""
    return [Row(label, value) for label, value in READ[part](assessment)]


def yes_no(value):
    return {"yes": "Yes", "no": "No"}.get(value, "")


def listed(values, labels):
    return "\n".join(labels(value).label for value in values)


def how_rows(a):
    yield "How it is done", reference.label("assessment_method", a.method)
    yield "Wants supported self-assessment", yes_no(a.self_assessment_wanted)
    if a.self_assessment_wanted == "yes":
        yield "Has capacity to take part in it", yes_no(a.self_assessment_capacity)
    yield "Who takes part", a.who_took_part
    yield "Substantial difficulty in taking part", difficulty_words(a)
    if a.difficulties:
        yield "Who supports them", a.supporter or "Nobody appropriate"
        yield "Independent advocate", advocate_words(a)


def difficulty_words(a):
    if a.difficulties:
        return listed(a.difficulties, Difficulty)
    return "No" if a.difficulty_asked else ""


def advocate_words(a):
    if a.advocate:
        return a.advocate
    return f"Asked for on {a.advocate_asked_on:%-d %B %Y}" if a.advocate_asked_on else ""


def wishes_rows(a):
    yield "What they want in day-to-day life", a.wishes
    yield "Needs arise from", listed(a.causes, Cause) or ("Neither impairment nor illness" if a.causes_answered else "")
    yield "In their words", a.cause_words
    yield from fluctuation_rows(a)


def caring_rows(a):
    yield "What they want in day-to-day life", a.wishes
    yield "The care they give is necessary", yes_no(a.necessary_care)
    yield "Hours of care in a week", "Not known" if a.hours_caring is None else a.hours_caring
    yield "Willing and able", a.willing_and_able
    yield "Health getting worse, or at risk", yes_no(a.health_at_risk)
    yield from fluctuation_rows(a)


def fluctuation_rows(a):
    yield "Needs go up and down", yes_no(a.fluctuates)
    if a.fluctuates == "yes":
        yield "How, over what time", a.fluctuation_words


def family_rows(a):
    yield "Children at home or visiting", yes_no(a.children)
    if a.children == "yes":
        yield "Who, and how they are", a.children_words
        yield "A child helps to care", yes_no(a.child_caring)
    if not a.is_carers:
        yield "Somebody cares for them, unpaid", yes_no(a.carer)
        yield "NHS continuing healthcare may apply", yes_no(a.health_care)
    if a.carer == "yes":
        yield "Carer's own assessment", a.get_carer_offered_display()


READ = {
    "how": how_rows,
    "wishes": wishes_rows,
    "caring": caring_rows,
    "family": family_rows,
    "family_of_carer": family_rows,
}


def outcome_rows(row):
    """Whether they can achieve it, and whatever was written about it."""
    written = [
        ("What it is like", row.words),
        ("What they do, who helps", row.strengths),
        ("What they would like", row.wish),
        ("What the worker saw", row.view),
    ]
    return [Row("Able to achieve it", verdict_words(row)), *(Row(label, text) for label, text in written if text)]


def verdict_words(row):
    """One line for a list: able, or unable and in what way."""
    if row.answer != "unable":
        return row.get_answer_display()
    return "Unable: " + "; ".join(lower_first(Limb(limb).label) for limb in row.limbs)


def lower_first(words):
    return words[:1].lower() + words[1:]


def wellbeing_rows(assessment):
    found = {row.area: row for row in assessment.wellbeing.all()}
    rows = [
        Row(row.get_area_display(), "\n".join(filter(None, [row.get_impact_display(), row.words])))
        for row in sorted(found.values(), key=lambda row: row.pk)
    ]
    whole = "\n".join(filter(None, [yes_no(assessment.significant_impact), assessment.impact_words]))
    return [*rows, Row("Taken together, a significant impact", whole)]
