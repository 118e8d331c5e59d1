"""Forms about deprivation of liberty."""

from django import forms

from bep.access.models import Worker
from bep.access.queries import holders
from bep.kit import clock
from bep.kit.fields import DateField3, FewOrNamed
from safeguarding import permissions as may
from safeguarding.fields import VersionedForm, line, pick, tick, words
from safeguarding.models import (
    DolsApplication,
    DolsCondition,
    DolsCopy,
    DolsReview,
    DolsSupporter,
    Provider,
)
from safeguarding.models.dols import NOT_ASSESSED, REQUIREMENTS, STATUS
from safeguarding.models.dols_parts import Profession

A = DolsApplication
NEEDED = list(REQUIREMENTS.items())


def on(label, **more):
    return DateField3(label=label, past=True, **more)


class FilterForm(forms.Form):
    SHOWS = [("", "Open"), ("late", "Clock run out"), ("ending", "Ending soon"), ("all", "All")]
    show = forms.ChoiceField(label="Show", choices=SHOWS, required=False)
    state = forms.ChoiceField(label="Where it is", choices=[("", "Any"), *A.State.choices], required=False)


class RequestForm(forms.Form):
    """What a request says (SI 2008/1858 reg 16); the person's own particulars stand on their record."""

    setting = pick("Where are they?", A.Setting.choices)
    managing_authority = line("Which care home or hospital?", 160)
    provider = FewOrNamed(Provider.objects.filter(closed_on=None).order_by("name"), label="Is it one of our providers?",
                          required=False, empty_label="No, or not listed")  # fmt: skip
    cqc_location = line(
        "Its CQC location code", 20, required=False, help_text="Such as 1-123456789. The return asks for it."
    )
    contact = line("Who there, and how do we reach them?", 160)
    purpose = words("What are they held there for?", 3)
    restrictions = words("How is their liberty limited?", 2, required=False)
    received_on = on("When did the request come?", initial=clock.today)
    is_urgent = tick("The home or hospital has given itself an urgent authorisation")
    urgent_given_on = on("When was it given?", required=False)
    urgent_until = DateField3(
        label="Its last day", required=False, help_text="Seven days at most, with the day it was given."
    )
    is_third = tick("Somebody else asked first whether they are deprived of their liberty")
    third_party_on = on("When did they ask?", required=False)
    third_party_by = line("Who asked?", required=False)

    groups = (
        ("The home or hospital", ["setting", "managing_authority", "provider", "cqc_location", "contact"]),
        ("The request", ["received_on", "purpose", "restrictions", "is_urgent", "is_third"]),
    )
    reveals = {
        "is_urgent": {"on": ["urgent_given_on", "urgent_until"]},
        "is_third": {"on": ["third_party_on", "third_party_by"]},
    }

    def facts(self):
        said = dict(self.cleaned_data)
        urgent, third = said.pop("is_urgent"), said.pop("is_third")
        if not urgent:
            said |= {"urgent_given_on": None, "urgent_until": None}
        if not third:
            said |= {"third_party_on": None, "third_party_by": ""}
        return said


class AllocateForm(VersionedForm):
    bia = forms.ModelChoiceField(Worker.objects.none(), label="Best interests assessor", empty_label=None)
    doctor = line("Mental health assessor (a doctor)", required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["bia"].queryset = holders(may.DOLS_ASSESS).order_by("name")


class AssessForm(VersionedForm):
    requirement = pick("Which requirement?", NEEDED)
    status = pick("How does it stand?", [choice for choice in STATUS if choice[0] != NOT_ASSESSED])
    words = words("What was found, and on what does it rest?", 4)
    assessed_on = on("When was it assessed?", help_text="Of an equivalent assessment: the day on which that was made.")
    assessor_name = line("Who assessed it?")
    mine = tick("That is me")
    profession = pick("What are they?", Profession.choices)
    trained = tick("They are trained, and their training is refreshed as the regulations ask")
    insured = tick("They are insured, and have a criminal-record certificate")
    independent = tick("They are no relative, and have no financial interest in the care")
    not_in_care = tick(
        "Best interests assessors: they are not involved in the person’s care, nor the council’s own where the council runs it"
    )
    no_doubt = tick("There is no reason to doubt it (an equivalent assessment)")
    maximum_days = forms.IntegerField(
        label="The longest period they support, in days (best interests)", required=False, min_value=1, max_value=366,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )  # fmt: skip
    dense = True
    groups = (
        ("The requirement", ["requirement", "status", "words", "assessed_on", "no_doubt", "maximum_days"]),
        ("The assessor", ["assessor_name", "mine", "profession", "trained", "insured", "independent", "not_in_care"]),
    )


class ExtendForm(VersionedForm):
    until = DateField3(label="Its new last day", future=True)
    reason = words("What are the exceptional reasons?", 2)


class QuestionForm(VersionedForm):
    found = pick("What was found?", A.Found.choices)


class GrantForm(VersionedForm):
    starts_on = DateField3(label="First day", future=True)
    ends_on = DateField3(label="Last day", future=True)
    reason = words("Why is each requirement met?", 5, help_text="The council’s written record, Sch A1 para 60.")


class RefuseForm(VersionedForm):
    reason = words("Why is it not granted?", 4)
    deprived_anyway = pick("Is a deprivation of liberty occurring all the same?", [("yes", "Yes"), ("no", "No")])


class ReasonForm(VersionedForm):
    reason = words("Why?", 2)


class EmptyForm(VersionedForm):
    """Nothing to fill in."""


class ReviewForm(VersionedForm):
    asked_by = pick("Who asked for it?", DolsReview.AskedBy.choices)
    asked_on = on("When?")
    requirement = pick("Of which requirement?", NEEDED)
    reviewed_on = on("When was it reviewed?", initial=clock.today)
    outcome = pick("What came of it?", DolsReview.Outcome.choices)
    words = words("What was found?", 4)


class EndForm(VersionedForm):
    ended_on = on("When did it end?", initial=clock.today)
    end_reason = pick("How?")
    reason = words("In a sentence", 2)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["end_reason"].choices = [c for c in A.EndReason.choices if c[0] not in {"reviewed", "died"}]


class RenewForm(VersionedForm):
    received_on = on("When did the new request come?", initial=clock.today)


class ConditionForm(forms.Form):
    words = words("What must the home or hospital do?", 2)


class CheckForm(VersionedForm):
    kept = pick("Is it kept?", DolsCondition.Kept.choices)
    comment = words("What was seen, and what do you ask of them?", 2, required=False)


class SupporterForm(forms.Form):
    kind = pick("In what role?", DolsSupporter.Kind.choices)
    name = line("Who?")
    relation = line("Who are they to the person, or which organisation?")
    starts = on("From when?", initial=clock.today)


class EndSupporterForm(VersionedForm):
    ends = on("Until when?", initial=clock.today)
    reason = words("Why?", 2)


class VisitForm(forms.Form):
    supporter = forms.ModelChoiceField(DolsSupporter.objects.none(), label="Who visited?", empty_label=None)
    visited_on = on("When?", initial=clock.today)
    words = words("What came of it?", 3)

    def __init__(self, *args, application, **more):
        super().__init__(*args, **more)
        self.fields["supporter"].queryset = application.dolssupporters.all()


class CopyForm(forms.Form):
    to = pick("To whom?", DolsCopy.To.choices)
    name = line("Their name", 160, required=False)
    given_on = on("When?", initial=clock.today)
