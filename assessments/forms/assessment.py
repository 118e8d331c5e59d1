"""Deciding, sending to be signed, sending back, stopping, adding afterwards."""

from django import forms

from assessments import rules
from assessments.forms.fields import Versioned, paragraphs, pick, yes_no
from assessments.law import Eligibility
from assessments.models import Addendum, NeedsAssessment

CHOICES = [
    (Eligibility.ELIGIBLE.value, "Eligible needs"),
    (Eligibility.NOT_ELIGIBLE.value, "Needs, none of them eligible"),
    (Eligibility.NONE.value, "No needs"),
]


class DecideForm(Versioned):
    reveals = {"eligibility": {Eligibility.ELIGIBLE.value: ["wants_needs_met", "resident"]}}
    eligibility = pick("What do you decide?", CHOICES, required=True)
    wants_needs_met = yes_no("Do they want these needs met?", "Care Act 2014 s13.")
    resident = yes_no("Are they ordinarily resident in our area?", "Care Act 2014 s13 and s39.")
    reason = paragraphs("Reasons", rules.reasons_for_decision.wording, rows=5, required=True)
    differs_because = paragraphs(
        "If you decide otherwise than the rule suggests: why?", "Needed only then. What does the rule not see?", rows=3
    )
    advice = paragraphs("What can be done, and advice", rules.advice_when_not_eligible.wording, rows=4)


class ProposeForm(Versioned):
    proposed = pick("What do you propose?", CHOICES, required=True)
    reason = paragraphs("Reasons", "The social worker who signs reads these first.", rows=5, required=True)


class SendBackForm(Versioned):
    reason = paragraphs("What should be looked at again?", rows=3, required=True)


class StopForm(Versioned):
    reveals = {"why": {"refused": ["lacks_capacity", "abuse"]}}
    why = pick("Why does it stop?", NeedsAssessment.StopReason.choices, required=True)
    lacks_capacity = yes_no("Do they lack capacity to refuse, and is an assessment in their best interests?")
    abuse = yes_no("Are they experiencing abuse or neglect, or at risk of it?", rules.assess_despite_refusal.wording)
    words = paragraphs("What happened?", rows=3, required=True)

    def clean(self):
        if self.cleaned_data.get("why") == "refused":
            for name in ("lacks_capacity", "abuse"):
                if not self.cleaned_data.get(name):
                    self.add_error(name, f"Answer: {self.fields[name].label[0].lower()}{self.fields[name].label[1:]}")
        return self.cleaned_data

    def answers(self):
        found = super().answers()
        return found | {name: found[name] == "yes" for name in ("lacks_capacity", "abuse")}


class AddendumForm(forms.Form):
    kind = pick("What do you add?", Addendum.Kind.choices, required=True)
    words = paragraphs("Words", "For a copy: to whom it was given, and how.", rows=3, required=True)
