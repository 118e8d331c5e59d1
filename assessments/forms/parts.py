"""The pages of an assessment: how it is done, what they want, caring, family. Nothing is required before it is signed."""

from django import forms

from assessments import rules
from assessments.forms.fields import Versioned, line, paragraphs, pick, ticks, yes_no
from assessments.law import Cause, Difficulty
from assessments.models.needs import CARER_OFFERED
from bep.kit import reference
from bep.kit.fields import DateField3


class PartForm(Versioned):
    """One part; `opening(assessment)` are the answers it opens with."""

    def __init__(self, *args, assessment, **more):
        self.assessment = assessment
        super().__init__(*args, initial={"version": assessment.version} | self.opening(assessment), **more)

    def opening(self, assessment):
        return {name: getattr(assessment, name) for name in self.base_fields if hasattr(assessment, name)}


class HowForm(PartForm):
    groups = [
        ("Their choice", ["method", "self_assessment_wanted", "who_took_part"]),
        ("Taking part", ["has_difficulty"]),
    ]
    reveals = {
        "self_assessment_wanted": {"yes": ["self_assessment_capacity"]},
        "has_difficulty": {"yes": ["difficulties", "supporter", "advocate", "advocate_asked_on"]},
    }
    method = pick("How is this assessment done?", ())
    self_assessment_wanted = yes_no(
        "Do they want to assess themselves, with our support?", rules.supported_self_assessment.wording
    )
    self_assessment_capacity = yes_no("Do they have capacity to take part in it?")
    who_took_part = paragraphs("Who takes part?", "Whom they asked to be there, and whom they did not want.", rows=2)
    has_difficulty = yes_no("Would they have substantial difficulty in taking part?", rules.advocate_needed.wording)
    difficulties = ticks("In what?", Difficulty.choices)
    supporter = line("Who appropriate supports them?", "Not paid, not a professional, and they agree. Blank if nobody.")
    advocate = line("Independent advocate")
    advocate_asked_on = DateField3(label="Advocate asked for on", required=False, past=True)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["method"].choices = reference.choices("assessment_method")

    def opening(self, assessment):
        had = {True: "yes", False: "no"}[bool(assessment.difficulties)] if assessment.difficulty_asked else ""
        return super().opening(assessment) | {"has_difficulty": had}

    def clean(self):
        if self.cleaned_data.get("has_difficulty") == "yes" and not self.cleaned_data.get("difficulties"):
            self.add_error("difficulties", "Tick in what they would have difficulty")
        return self.cleaned_data

    def answers(self):
        found = super().answers()
        asked = found.pop("has_difficulty")
        if asked != "yes":
            found |= {"difficulties": [], "supporter": "", "advocate": "", "advocate_asked_on": None}
        return found | {"difficulty_asked": bool(asked)}


class WantsForm(PartForm):
    """What every kind begins with, and how it changes over time."""

    wishes = paragraphs(
        "What do they want in day-to-day life?",
        "In their words. What would a good day be? What should never happen?",
        rows=6,
    )
    fluctuates = yes_no("Do the needs go up and down?", rules.fluctuation_considered.wording)
    fluctuation_words = paragraphs("How, and over what time did you look?", rows=3)
    reveals = {"fluctuates": {"yes": ["fluctuation_words"]}}


class WishesForm(WantsForm):
    field_order = ["wishes", "has_cause", "causes", "cause_words", "fluctuates", "fluctuation_words"]
    reveals = WantsForm.reveals | {"has_cause": {"yes": ["causes"]}}
    has_cause = yes_no(
        "Do the needs arise from, or relate to, an impairment or illness?",
        f"No diagnosis is needed. {rules.impairment_or_illness.source.name}.",
    )
    causes = ticks("Which?", Cause.choices)
    cause_words = paragraphs("What do they call it, and what does it do?", rows=3)

    def opening(self, assessment):
        had = {True: "yes", False: "no"}[bool(assessment.causes)] if assessment.causes_answered else ""
        return super().opening(assessment) | {"has_cause": had}

    def clean(self):
        if self.cleaned_data.get("has_cause") == "yes" and not self.cleaned_data.get("causes"):
            self.add_error("causes", "Tick what the needs arise from")
        return self.cleaned_data

    def answers(self):
        found = super().answers()
        asked = found.pop("has_cause")
        return found | {"causes_answered": bool(asked), "causes": found["causes"] if asked == "yes" else []}


class CaringForm(WantsForm):
    field_order = [
        "wishes", "necessary_care", "hours_caring", "willing_and_able", "health_at_risk", "fluctuates", "fluctuation_words",
    ]  # fmt: skip
    necessary_care = yes_no("Is the care they give necessary?", rules.necessary_care.wording)
    hours_caring = forms.IntegerField(
        label="Hours of care in a week", required=False, min_value=0, max_value=168,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}), help_text="Blank when not known.",
    )  # fmt: skip
    willing_and_able = paragraphs("Are they willing and able to go on, now and later?", "Care Act 2014 s10.", rows=3)
    health_at_risk = yes_no(
        "Is their physical or mental health getting worse, or at risk of it?",
        f"{rules.carer_health_or_any_outcome.source.name}.",
    )


CHILDREN_HINT = "Living at home or visiting, anybody's. “No” is kept with today's date."


class FamilyOfCarerForm(PartForm):
    reveals: dict = {"children": {"yes": ["children_words", "child_caring"]}}
    children = yes_no("Are there children?", CHILDREN_HINT)
    children_words = paragraphs("Who, how old, and how are they?", rows=3)
    child_caring = yes_no(
        "Does a child help to care?", "If so, is it too much for them? Consider a young carer's assessment."
    )


class FamilyForm(FamilyOfCarerForm):
    reveals = FamilyOfCarerForm.reveals | {"carer": {"yes": ["carer_offered"]}}
    carer = yes_no("Does somebody care for them, unpaid?")
    carer_offered = pick("Was the carer offered an assessment of their own?", CARER_OFFERED, "Care Act 2014 s10.")
    health_care = yes_no("May NHS continuing healthcare apply?", "If so it must be referred (SI 2014/2827).")


PART_FORMS = {
    "how": HowForm,
    "wishes": WishesForm,
    "caring": CaringForm,
    "family": FamilyForm,
    "family_of_carer": FamilyOfCarerForm,
}
