"""The parts of an assessment: which of its answers are given on which page, in the order people work through them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One page of questions. `kinds`: which kinds of assessment ask it; `hint`: why it is asked, in a line."""

    key: str
    title: str
    fields: tuple
    kinds: tuple = ("needs", "carer")
    hint: str = ""


PARTS = {
    part.key: part
    for part in [
        Part(
            "how",
            "How we do this together",
            (
                "method",
                "self_assessment_wanted",
                "self_assessment_capacity",
                "who_took_part",
                "difficulty_asked",
                "difficulties",
                "supporter",
                "advocate",
                "advocate_asked_on",
            ),
            hint="Supported self-assessment, and an advocate where one is needed",
        ),
        Part(
            "wishes",
            "What they want, and where the needs come from",
            ("wishes", "causes_answered", "causes", "cause_words", "fluctuates", "fluctuation_words"),
            kinds=("needs",),
            hint="In their words first",
        ),
        Part(
            "caring",
            "What they want, and the caring they do",
            (
                "wishes",
                "necessary_care",
                "hours_caring",
                "willing_and_able",
                "health_at_risk",
                "fluctuates",
                "fluctuation_words",
            ),
            kinds=("carer",),
            hint="Willing and able, and what it does to their health",
        ),
        Part(
            "family",
            "Family, children and carers",
            ("children", "children_words", "child_caring", "carer", "carer_offered", "health_care"),
            kinds=("needs",),
            hint="“No children” is an answer, with today's date",
        ),
        Part(
            "family_of_carer",
            "Family and children",
            ("children", "children_words", "child_caring"),
            kinds=("carer",),
            hint="“No children” is an answer, with today's date",
        ),
    ]
}


def parts_of(kind):
    return [part for part in PARTS.values() if kind in part.kinds]
