"""Forms of the worker's day."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from bep.kit import clock, reference, targets
from bep.kit.fields import DateField3, TimeField
from bep.kit.forms import long_answer
from people.models import CaseNote, HomeChildren, NextStep, RiskArea


def in_a_row():
    """Short answers beside each other, where there is room."""
    return forms.RadioSelect({"class": "govuk-radios--inline"})


class ContactForm(forms.Form):
    """One contact. Three answers are needed: how, who, and what happened; the rest waits under "More"."""

    way = forms.ChoiceField(label="How was it?", widget=in_a_row())
    seen = forms.ChoiceField(label="Who did you see or speak to?", choices=CaseNote.Seen.choices, widget=in_a_row())
    what_happened = long_answer(label="What happened", help_text="Facts: what you saw, heard and did")
    happened_on = DateField3(label="Day", past=True, required=False)
    happened_time = TimeField(label="Time", required=False, help_text="Empty means just now")
    minutes = forms.IntegerField(label="Minutes it took", min_value=0, max_value=1440, required=False)
    who_else = forms.CharField(label="Who else was there", max_length=160, required=False)
    said = long_answer(label="What they said", help_text="In their own words", rows=3, required=False)
    opinion = long_answer(label="Your opinion", help_text="Kept apart from the facts", rows=3, required=False)
    third_party = forms.BooleanField(
        label="It holds what somebody else told us (third-party information)", required=False
    )
    next_what = forms.CharField(label="What comes next", max_length=300, required=False)
    next_due = DateField3(label="By when", future=True, required=False)
    next_owner = forms.ChoiceField(
        label="Who does it", choices=NextStep.Owner.choices, initial="worker", required=False, widget=in_a_row()
    )
    next_promised = forms.BooleanField(label="The person was told so: it is a promise", required=False)

    dense = True
    first = ["way", "seen", "what_happened"]
    when = ["happened_on", "happened_time"]
    step = ["next_what", "next_due", "next_owner", "next_promised"]
    more = ["said", "opinion", "who_else", "minutes", "third_party"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = reference.choices("contact_way")
        self.initial.setdefault("happened_on", clock.today())
        if self.is_bound and self.data.get("seen") == CaseNote.Seen.NOBODY:
            self.fields["what_happened"].required = False

    def clean(self):
        found = super().clean()
        day, at = found.get("happened_on"), found.get("happened_time")
        if day and day != clock.today() and not at and not self.errors:
            self.add_error(
                "happened_time", ValidationError("Time: roughly when was it on that day? Enter it, like 14:30")
            )
        if found.get("next_what") and not found.get("next_due") and "next_due" not in self.errors:
            self.add_error("next_due", ValidationError("By when: a next step has a day"))
        return found

    def contact(self):
        """What the action takes."""
        found = dict(self.cleaned_data)
        day, at = found.pop("happened_on") or clock.today(), found.pop("happened_time")
        step = {name: found.pop(f"next_{name}") for name in ("what", "due", "owner", "promised")}
        step["owner"] = step["owner"] or NextStep.Owner.WORKER
        happened_at = datetime.combine(day, at, tzinfo=clock.LONDON) if at is not None else None
        return found | {"happened_at": happened_at, "step": step if step["what"] else None}

    def parts(self, names):
        return [self[name] for name in names]

    def asked(self, names):
        """Whether a folded part opens: it holds words, or an error."""
        return any(self[name].errors or (self[name].value() not in (None, "", False, "worker")) for name in names)

    @property
    def sections(self):
        return [
            ("What comes next", self.parts(self.step), self.asked(self.step)),
            ("More: their words, your opinion, who else, how long", self.parts(self.more), self.asked(self.more)),
        ]

    @property
    def first_fields(self):
        return self.parts(self.first)

    @property
    def when_fields(self):
        return self.parts(self.when)


class AddendumForm(forms.Form):
    text = long_answer(label="What is wrong, or to be added", rows=4)


class CountersignForm(forms.Form):
    remark = long_answer(label="A remark for the author", rows=3, required=False)


class StepForm(forms.Form):
    what = forms.CharField(label="What will be done", max_length=300)
    due = DateField3(label="By when", future=True)
    owner = forms.ChoiceField(label="Who does it", choices=NextStep.Owner.choices, initial="worker", widget=in_a_row())
    promised = forms.BooleanField(label="The person was told so: it is a promise", required=False)


class CloseStepForm(forms.Form):
    verb = forms.ChoiceField(
        label="How did it go?",
        choices=[("do", "It is done"), ("drop", "It will not be done")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="In a sentence",
        max_length=300,
        required=False,
        help_text="If not done: why, and what the person was told",
    )


# --- risk -------------------------------------------------------------------------------------------------------------
PARTS = {
    "what": "What may happen",
    "triggers": "What makes it more likely",
    "protections": "What protects",
    "persons_view": "How the person sees it",
}
QUESTIONS = {
    "self": "A risk to themselves?",
    "from_others": "A risk from others?",
    "others": "A risk to others?",
    "neglect": "Neglect, of themselves or by others?",
    "children": "A risk to children?",
}


class RiskPlanForm(forms.Form):
    """Five kinds of risk, each asked; what is answered "yes" opens. Then the plan. No score."""

    plan = long_answer(label="What we agreed to do to keep safe", help_text="Who does what, and whom to call", rows=5)
    positive_risk = long_answer(
        label="Risks worth taking, and why",
        help_text="What the person wants to do, and how we support it",
        rows=3,
        required=False,
    )
    review_on = DateField3(label="Review on", future=True)
    dense = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own, self.fields = self.fields, {}
        self.reveals, self.groups = {}, []
        for kind, question in QUESTIONS.items():
            self.add_area(kind, question)
        self.fields |= own
        self.groups.append(("The plan", ["plan", "positive_risk", "review_on"]))
        self.initial["review_on"] = targets.due("risk_review.within", clock.today())

    def add_area(self, kind, question):
        self.fields[f"{kind}_concern"] = forms.ChoiceField(
            label=question, choices=RiskArea.Concern.choices, widget=forms.RadioSelect
        )
        for part, label in PARTS.items():
            words = f"{RiskArea.Kind(kind).label}: {label.lower()}"
            self.fields[f"{kind}_{part}"] = long_answer(label=words, rows=2, required=False)
        self.reveals[f"{kind}_concern"] = {"yes": [f"{kind}_{part}" for part in PARTS]}
        self.groups.append((RiskArea.Kind(kind).label, [f"{kind}_concern", *(f"{kind}_{part}" for part in PARTS)]))

    def risk_plan(self):
        """What the action takes."""
        found = self.cleaned_data
        areas = {
            kind: {"concern": found[f"{kind}_concern"], **{part: found[f"{kind}_{part}"] for part in PARTS}}
            for kind in QUESTIONS
        }
        return {"areas": areas, **{name: found[name] for name in ("plan", "positive_risk", "review_on")}}


class HomeChildrenForm(forms.Form):
    """Asked and dated, "none" as well."""

    answer = forms.ChoiceField(
        label="Do children live in the home, or visit it?",
        choices=HomeChildren.Answer.choices,
        widget=forms.RadioSelect,
    )
    asserted_on = DateField3(label="Asked on", past=True)
    who = long_answer(label="Names, ages, and whose children they are", rows=3, required=False)
    parental_responsibility = forms.ChoiceField(
        label="Does the person have parental responsibility?", required=False, widget=in_a_row()
    )
    young_carer = forms.ChoiceField(label="Does a child care for them?", required=False, widget=in_a_row())
    referred_on = DateField3(label="Referred to children’s services on", past=True, required=False)
    reply = long_answer(label="What children’s services replied", rows=2, required=False)
    dense = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("parental_responsibility", "young_carer"):
            self.fields[name].choices = [*HomeChildren.YesNo.choices, ("", "Not known")]
        self.initial.setdefault("asserted_on", clock.today())
