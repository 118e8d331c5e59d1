"""Forms about mental capacity and best interests."""

from django import forms

from assessments.forms.fields import Versioned
from assessments.models import BestInterestsDecision, BestInterestsOption, CapacityAssessment
from assessments.models.best_interests import CHECKLIST
from assessments.models.capacity import ABLE, CAUSE, FUNCTIONS
from bep.kit import clock
from bep.kit.fields import DateField3
from bep.kit.forms import long_answer

SMALL = {"class": "govuk-radios--small"}
CANNOT = [("yes", "Yes"), ("no", "No")]
B = BestInterestsDecision


def words(label, rows=3, required=True, **more):
    return long_answer(6000, label=label, rows=rows, required=required, **more)


def line(label, length=120, **more):
    return forms.CharField(label=label, max_length=length, **more)


def radios(label, choices, required=True, **more):
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect(SMALL), **more)


class CapacityForm(forms.Form):
    """The order of the law: the decision, the help, the four abilities; and only then a cause."""

    decision = words(
        "What decision has to be made? Say it exactly", 2, help_text="One decision, as you would put it to them."
    )
    needed_by = DateField3(label="When must it be made?")
    doubt = words("What raises a doubt that they can make it?", 2, help_text="Capacity is presumed, s1(2).")
    help_given = words("What did you do to help them decide?", help_text="All practicable help comes first, s1(3).")
    information = words(
        "What did you tell them?",
        help_text="What matters to this decision: each choice with its likely consequences, and those of not deciding.",
    )
    information_how = words("How did you tell them?", 2, help_text="Plain words, pictures, signs, an interpreter.")
    who_took_part = words("Who else was there?", 2, required=False)
    impairment = radios("Is there an impairment of, or a disturbance in, the mind or brain?", CAUSE)
    impairment_words = words("Which, and how is it known?", 2, required=False)
    because = radios("Is it because of this that they are not able to decide?", CAUSE)
    because_words = words("How does the one follow from the other?", 2, required=False)
    may_return = radios(
        "If they lack capacity now: may it return?", CapacityAssessment.MayReturn.choices, required=False
    )
    may_return_words = words("When, or under what conditions?", 2, required=False)
    can_wait = radios("If they lack capacity now: can the decision wait?", CANNOT, required=False)
    assessed_on = DateField3(label="When did you assess them?", past=True)
    supersedes = forms.ModelChoiceField(
        CapacityAssessment.objects.none(), label="Does it take the place of an earlier one?", required=False,
        empty_label="No: this is another decision", blank=True, widget=forms.RadioSelect(SMALL),
    )  # fmt: skip
    dense = True
    reveals = {
        "impairment": {"yes": ["impairment_words"]}, "because": {"yes": ["because_words"]},
        "may_return": {"yes": ["may_return_words"]},
    }  # fmt: skip

    def __init__(self, *args, person, **more):
        super().__init__(*args, **more)
        for key, label in FUNCTIONS.items():
            self.fields[key] = radios(f"{label}: are they able to?", ABLE)
            self.fields[f"{key}_words"] = words("What was said and seen?", 2)
        self.initial.setdefault("assessed_on", clock.today())
        self.fields["supersedes"].queryset = CapacityAssessment.objects.about(person).filter(superseded_by=None)
        if not self.fields["supersedes"].queryset:
            del self.fields["supersedes"]
        abilities = [name for key in FUNCTIONS for name in (key, f"{key}_words")]
        self.groups = [
            ("The decision", ["decision", "needed_by", "doubt", "supersedes"]),
            ("The help they had", ["help_given", "information", "information_how", "who_took_part"]),
            ("What they are able to do", abilities),
            ("The cause, only where something above is “not able”", ["impairment", "because"]),
            ("For now, or for good?", ["may_return", "can_wait"]),
            ("", ["assessed_on"]),
        ]

    def facts(self):
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class CountersignForm(forms.Form):
    remark = words("Anything to add?", 2, required=False)


class OpenForm(forms.Form):
    matter = radios("What kind of decision is it?", B.Matter.choices)
    nobody_to_consult = forms.BooleanField(
        label="There is nobody appropriate to consult, other than paid carers", required=False,
        help_text="Then an independent mental capacity advocate may have to be instructed.",
    )  # fmt: skip


class ChecklistForm(Versioned):
    """One answer for each point of section 4; nothing is required before the decision."""

    mark_optional = False
    authority = radios(
        "Does anybody hold authority for this decision, or did they decide in advance?", B.Authority.choices
    )
    authority_name = line("Who?", required=False)
    authority_words = words("What was seen of it, and how far does it go?", 2, required=False)
    nobody_to_consult = forms.BooleanField(
        label="There is nobody appropriate to consult, other than paid carers", required=False
    )

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for name, section, question in CHECKLIST:
            self.fields[name] = words(question, 2, required=False, help_text=f"Mental Capacity Act 2005 {section}.")
        self.groups = [
            ("The checklist", [name for name, *_ in CHECKLIST]),
            ("Who may decide", ["authority", "authority_name", "authority_words"]),
            ("Consulting", ["nobody_to_consult"]),
        ]


class ConsultForm(forms.Form):
    name = line("Who?")
    relationship = line("Who are they to the person?")
    view = words("What do they think is best, and what do they know of the person’s wishes?")
    consulted_on = DateField3(label="When?", past=True, initial=clock.today)


class OptionForm(forms.Form):
    what = line("What could be done?", 300)
    benefits = words("What speaks for it?", 2)
    burdens = words("What are its burdens and risks?", 2)
    restriction = words("How does it limit their rights and freedom?", 2)


class MeetingForm(forms.Form):
    held_on = DateField3(label="When was it?", past=True, initial=clock.today)
    chair = line("Who chaired it?")
    attendees = words("Who came? One a line: name, role", 3)
    person_came = line("The person’s own part: there, spoken for by whom, or why not", 200)
    minutes = words("What was said?", 6)


class ImcaForm(Versioned):
    imca_name = line("Who is the advocate?")
    imca_instructed_on = DateField3(label="When were they instructed?", past=True)
    imca_report_on = DateField3(label="When did their report come?", past=True, required=False)
    imca_report = words("What does it say?", 4, required=False)


class DecideForm(Versioned):
    chosen = forms.ModelChoiceField(
        BestInterestsOption.objects.none(), label="What is decided?", empty_label=None, widget=forms.RadioSelect(SMALL)
    )
    reasons = words("Why is it in their best interests?", 4)
    less_restrictive = words("Why will nothing less restrictive do?", 2, help_text="Mental Capacity Act 2005 s1(6).")
    decider = radios("Who decides?", B.Decider.choices)
    disagreement = words("Does anybody disagree? Who, and why?", 2, required=False)
    disagreement_handled = words("If so, how is that handled?", 2, required=False)
    urgent_because = words("If an advocate’s report is owed: why can it not wait?", 2, required=False)
    review_on = DateField3(label="When is it looked at again?", future=True)

    def __init__(self, *args, record, **more):
        super().__init__(*args, **more)
        self.fields["chosen"].queryset = record.bestinterestsoptions.all()


class ReasonForm(Versioned):
    reason = words("Why?", 2)
