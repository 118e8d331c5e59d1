"""What an assessment still lacks before it can be signed: all of it at once, each with where to give it."""

from dataclasses import dataclass

from assessments import rules
from assessments.parts import parts_of


@dataclass(frozen=True)
class Gap:
    """`page` is a part's key, "outcome" (with `outcome`) or "wellbeing"."""

    words: str
    page: str
    outcome: str = ""


def gaps(assessment):
    """Every gap, in the order of the pages."""
    pages = {part.key for part in parts_of(assessment.kind)}
    found = [gap for page, check in PART_CHECKS if page in pages for gap in check(assessment, page)]
    return [*found, *outcome_gaps(assessment), *wellbeing_gaps(assessment)]


def blank(assessment, page, **questions):
    """A gap for each question whose answer is blank."""
    for name, words in questions.items():
        if getattr(assessment, name) in ("", None, False):
            yield Gap(words, page)


def how_gaps(assessment, page):
    yield from blank(
        assessment, page, method="Say how the assessment was done",
        self_assessment_wanted="Ask whether they want a supported self-assessment",
        difficulty_asked="Say whether they would have substantial difficulty in taking part",
    )  # fmt: skip
    needed = rules.advocate_needed(assessment.difficulties, assessment.supporter)
    if needed and not (assessment.advocate or assessment.advocate_asked_on):
        yield Gap("Arrange an independent advocate, or name who supports them (Care Act s67)", page)


def wishes_gaps(assessment, page):
    yield from blank(
        assessment, page, wishes="Write what they want in day-to-day life",
        causes_answered="Say what the needs arise from",
    )  # fmt: skip
    yield from fluctuation_gaps(assessment, page)


def caring_gaps(assessment, page):
    yield from blank(
        assessment, page, wishes="Write what they want in day-to-day life",
        necessary_care="Say whether the care they give is necessary",
        willing_and_able="Write whether they are willing and able to go on caring",
        health_at_risk="Say whether their health is, or may be, getting worse",
    )  # fmt: skip
    yield from fluctuation_gaps(assessment, page)


def fluctuation_gaps(assessment, page):
    if not assessment.fluctuates:
        yield Gap("Say whether the needs go up and down", page)
    elif not rules.fluctuation_considered(assessment.fluctuates, assessment.fluctuation_words):
        yield Gap("Write how the needs go up and down, and over what time you looked (SI 2015/313 reg 2(4))", page)


def family_gaps(assessment, page):
    yield from blank(assessment, page, children="Say whether there are children at home or visiting")
    if assessment.children == "yes":
        yield from blank(assessment, page, child_caring="Say whether a child helps to care")
    if not assessment.is_carers:
        yield from blank(assessment, page, carer="Say whether somebody cares for them unpaid")
    if assessment.carer == "yes":
        yield from blank(
            assessment, page, carer_offered="Say whether the carer was offered an assessment of their own (s10)"
        )


PART_CHECKS = [
    ("how", how_gaps),
    ("wishes", wishes_gaps),
    ("caring", caring_gaps),
    ("family", family_gaps),
    ("family_of_carer", family_gaps),
]


def outcome_gaps(assessment):
    for row in assessment.outcomes.all():
        if not row.answer:
            yield Gap(f"{row.get_outcome_display()}: not answered", "outcome", row.outcome)


def wellbeing_gaps(assessment):
    if not assessment.significant_impact:
        yield Gap("Weigh the effect on their wellbeing as a whole", "wellbeing")
