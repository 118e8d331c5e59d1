"""Forms of the duty desk. At three in the morning: few fields, the day filled in, times typed as one says them."""

from django import forms

from amhp_rota.models import AssessmentRequest, Delay, LogLine
from bep.kit import clock
from bep.kit.fields import DateField3, PhoneField, TimeField
from bep.kit.forms import long_answer

Request = AssessmentRequest
STEP_OUTCOMES = [c for c in Request.Outcome.choices]


def pick(label, choices, required=True, help_text=""):
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=required, help_text=help_text
    )


def words(label, rows=3, required=True, help_text="", length=None):
    return long_answer(length, label=label, rows=rows, required=required, help_text=help_text)


def line(label, length=120, required=True, help_text=""):
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text)


def at_moment(said, day, time, form):
    """The moment that a day and a time name; both or neither, in London's time. The wall's clock shows some hours twice:
    the first of the two is meant, so that a legal clock never ends later than it may."""
    if said.get(day) and said.get(time):
        return clock.at(said[day], said[time].hour, said[time].minute)
    for name in (day, time):
        if (said.get(day) or said.get(time)) and name in form.fields and not said.get(name):
            form.add_error(name, f"Give {form.fields[name].label.lower()} too")
    return None


class Moment(forms.Form):
    """A form that asks when something happened: today's day is there already."""

    moment_required = True

    def __init__(self, *args, **more):
        more["initial"] = {"on": clock.today()} | (more.get("initial") or {})
        super().__init__(*args, **more)

    def clean(self):
        said = super().clean()
        said["moment"] = at_moment(said, "on", "time", self)
        return said


class RequestForm(forms.Form):
    groups = [
        ("Who asks, and why", ["source", "asked_by", "asked_phone", "reason", "risks", "tried"]),
        ("Where the person is", ["place", "power", "held_on", "held_time"]),
        ("What whoever goes must know", ["out_of_area", "interpreter", "children", "children_none", "other_needs"]),
    ]

    source = pick("Where does the request come from?", Request.Source.choices)
    asked_by = line("Who asks?", help_text="Name, and what they are to the person")
    asked_phone = PhoneField(label="Their telephone number", required=False)
    reason = words("Why now?", help_text="What is happening, in the words of whoever asks.")
    risks = words("Anything that could cause harm", required=False, rows=2)
    tried = words("What has been tried instead of hospital?", required=False, rows=2)
    place = line("Where is the person?", 200, help_text="Address, ward or suite")
    power = pick("Are they held under a power now?", [("", "No"), *Request.Power.choices[1:]], required=False)
    held_on = DateField3(label="Held since which day?", required=False, past=True)
    held_time = TimeField(label="Held since what time?", required=False, help_text="At the suite: when they arrived")
    out_of_area = line("Council where they live, if not ours", 80, required=False)
    interpreter = line("Interpreter needed: which language?", 60, required=False)
    children = words("Children in the home, and who is with them", required=False, rows=2)
    children_none = forms.BooleanField(label="I asked: there are no children", required=False)
    other_needs = words("Pets, carers, keys, access, police needed", required=False, rows=2)

    def __init__(self, *args, **more):
        more["initial"] = {"held_on": clock.today()} | (more.get("initial") or {})
        super().__init__(*args, **more)

    def clean(self):
        said = super().clean()
        if said.get("power") and not said.get("held_time"):
            self.add_error("held_time", "Give the time since when they are held: the legal clock counts from there")
        if said.get("children") and said.get("children_none"):
            self.add_error("children_none", "There are children, or there are none: say one of the two")
        return said

    def facts(self):
        said = dict(self.cleaned_data)
        day, time = said.pop("held_on"), said.pop("held_time")
        said["held_from"] = clock.at(day, time.hour, time.minute) if said["power"] and day and time else None
        return said


class HeldForm(Moment):
    power = pick("Held under which power?", Request.Power.choices[1:])
    on = DateField3(label="Since which day?", past=True)
    time = TimeField(label="Since what time?")


class ExtendForm(forms.Form):
    hours = forms.IntegerField(label="How many hours more?", min_value=1, max_value=12, help_text="Twelve at most")
    doctor = line("Which doctor authorised it?")
    because = words(
        "Clinical grounds", help_text="Why the assessment cannot be made in time. Waiting for a bed is none."
    )


class ReleaseForm(Moment):
    on = DateField3(label="Since which day?", past=True)
    time = TimeField(label="Since what time?")
    words = words("What ended it?", rows=2, required=False, help_text="Discharged, admitted, moved to another power.")


class OutcomeForm(forms.Form):
    outcome = pick("What is your decision?", STEP_OUTCOMES)
    reason = words("Your reason", help_text="In a sentence or two; your report says the rest.")

    def __init__(self, *args, outcomes, **more):
        super().__init__(*args, **more)
        self.fields["outcome"].choices = [c for c in STEP_OUTCOMES if c[0] in outcomes]


class RelativeReasonsForm(forms.Form):
    words = words("The reasons, as you wrote them to the nearest relative", rows=8)


class CallForm(forms.Form):
    """One tap: the button says whom and with what result; a name may be added."""

    cause = forms.ChoiceField(choices=Delay.Cause.choices)
    result = forms.ChoiceField(choices=LogLine.Result.choices)
    who = forms.CharField(max_length=120, required=False)
    words = forms.CharField(max_length=500, required=False)


class NoteForm(forms.Form):
    words = words("What happened?", rows=3, length=2000)


class OptionForm(forms.Form):
    option = pick("What was tried instead of detention?", LogLine.Option.choices)
    result = pick("What came of it?", LogLine.Result.choices)
    words = words("In a few words", rows=2, required=False)


class DelayForm(forms.Form):
    cause = pick("What is waited for?", Delay.Cause.choices)
    why = line("Why?", 200, help_text="Such as “all suites are full”")
