"""How this room's records look on shared screens: the banner, clocks and rows of answers."""

from django.urls import NoReverseMatch, reverse

from assessments.law import Cause, Difficulty, Limb
from assessments.models import ChoiceMeeting, NeedsAssessment
from bep.kit import reference
from bep.kit.faces import Clock, PersonBanner, Row, due
from bep.kit.faces import WorkRow as Work


def banner(person):
    """Who it is, on every page of theirs."""
    used = person.preferred_name if person.preferred_name not in ("", person.given_name) else ""
    return PersonBanner(
        name=person.name, preferred_name=used, dob=person.birth_date, age=person.age, died=person.death_date,
        nhs_number=person.nhs_number, reference=person.reference, url=person_url(person), restricted=person.restricted,
        needs=[need for need in [interpreter(person), *person.communication_needs] if need],
    )  # fmt: skip


def interpreter(person):
    return f"{person.interpreter_language} interpreter" if person.interpreter_language else ""


def person_url(person):
    try:
        return reverse("people:person", args=[person.pk])
    except NoReverseMatch:
        return ""


# --- work rows --------------------------------------------------------------------------------------------------------
def meeting_row(meeting):
    arranged = meeting.state == ChoiceMeeting.State.ARRANGED
    clock = due(meeting.starts_at) if arranged else due(meeting.due, kind="target")
    detail = f"{meeting.get_place_display()}, with {meeting.worker}" if arranged else to_arrange_detail(meeting)
    return Work(
        who=meeting.person.name, what="choice meeting" if arranged else "choice meeting to arrange", clock=clock, detail=detail,
        url=person_url(meeting.person), action_label="Open" if arranged else "Arrange",
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
        url=person_url(assessment.person), action_label="Sign" if to_sign else "Go on",
        action_url=reverse("assessments:assessment", args=[assessment.pk]),
    )  # fmt: skip


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
    return [
        Row("What it is like", row.words),
        Row("What they do, who helps", row.strengths),
        Row("What they would like", row.wish),
        Row("Able to achieve it", verdict_words(row)),
        Row("What the worker saw", row.view),
    ]


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
