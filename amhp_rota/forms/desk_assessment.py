"""The AMHP's record, the nearest relative, and the papers."""

from django import forms
from django.forms import formset_factory

from amhp_rota import paper_words
from amhp_rota.forms.desk import Moment, at_moment, line, pick, words
from amhp_rota.models import AssessmentRequest, MhaAssessment
from amhp_rota.rules import nearest_relative as nr
from bep.kit import clock
from bep.kit.fields import DateField3, FileField, TimeField

A = MhaAssessment
BLANK = [("", "Not said yet")]


class AssessmentForm(forms.Form):
    """Everything is optional until it is signed: half a record at four in the morning is better than none."""

    mark_optional = False
    groups = [
        ("Considering the case, section 13", ["considered"]),
        ("Seeing the person", ["seen_on", "seen_time", "seen_where", "manner", "present", "persons_view"]),
        ("What others find", ["medical_view", "others_view", "no_acquaintance"]),
        ("Nearest relative, section 11", ["relative_told", "relative_told_how", "relative_objects", "relative_view"]),
        ("Rights, capacity, risk", ["rights_given", "capacity", "capacity_why", "risk", "dependants"]),
        ("Your decision", ["alternatives", "outcome", "reasons"]),
    ]
    considered = words("Why is the case considered, and what was known?", required=False)
    seen_on = DateField3(label="Seen on which day?", required=False, past=True)
    seen_time = TimeField(label="Seen at what time?", required=False)
    seen_where = line("Where?", 200, required=False)
    manner = words(
        "How was the interview made suitable?",
        required=False,
        help_text="Interpreter, quiet room, time, somebody they trust",
    )
    present = line("Who else was there?", 200, required=False)
    persons_view = words("What does the person say and want?", required=False, rows=4)
    medical_view = words("What do the doctors find?", required=False)
    others_view = words("What do family, carers and colleagues say?", required=False)
    no_acquaintance = words(
        "If neither doctor knew the person before: why?", required=False, rows=2, help_text="Printed on the application"
    )
    relative_told = pick("Was the nearest relative informed or consulted?", [*BLANK, *A.Told.choices], required=False)
    relative_told_how = words("When and how; or why not", required=False, rows=2)
    relative_objects = pick("Do they object?", [*BLANK, *A.Objects.choices], required=False)
    relative_view = words("What do they say?", required=False, rows=2)
    rights_given = words("Which rights were explained, and how?", required=False, rows=2)
    capacity = pick("Capacity to decide about going into hospital", [*BLANK, *A.Capacity.choices], required=False)
    capacity_why = words("How do you know?", required=False, rows=2)
    risk = words("Risk to themselves and to others", required=False)
    dependants = words("Children, dependants, pets, home and property", required=False, rows=2)
    alternatives = words("What could be done instead, and why not?", required=False)
    outcome = pick("What do you decide?", [*BLANK, *AssessmentRequest.Outcome.choices], required=False)
    reasons = words("Your reasons", required=False, rows=4)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, record, data=None):
        start = {name: getattr(record, name, None) for name in cls.base_fields}
        if record.seen_at:
            seen = record.seen_at.astimezone(clock.LONDON)
            start |= {"seen_on": seen.date(), "seen_time": seen.time()}
        return cls(data, initial=start)

    def clean(self):
        said = super().clean()
        at_moment(said, "seen_on", "seen_time", self)
        return said

    def facts(self):
        left_out = {"seen_on", "seen_time", "version"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return said | {"seen_at": at_moment(self.cleaned_data, "seen_on", "seen_time", self)}


class RelativeForm(forms.Form):
    """What section 26 asks of one person. A row without a name is left out."""

    name = line("Name", 120, required=False)
    kind = forms.ChoiceField(label="Who they are to the person", choices=nr.ORDER, required=False)
    birth_date = DateField3(label="Date of birth, if known", required=False, past=True)
    age_known_under_18 = forms.BooleanField(label="Under 18", required=False)
    half_blood = forms.BooleanField(label="Half-brother, half-sister or other half blood", required=False)
    lives_with = forms.BooleanField(label="Lives with them, or did before hospital", required=False)
    cares_for = forms.BooleanField(label="Cares for them", required=False)
    abroad = forms.BooleanField(label="Lives abroad", required=False)
    separated = forms.BooleanField(label="Spouse: separated for good, or deserted", required=False)
    together_months = forms.IntegerField(label="Partner: months of living as spouses do", min_value=0, required=False)
    resident_years = forms.IntegerField(label="Not a relative: years of living together", min_value=0, required=False)
    father_without_responsibility = forms.BooleanField(
        label="Unmarried father without parental responsibility", required=False
    )

    def relative(self):
        return nr.Relative(**{name: self.cleaned_data[name] for name in self.fields})


Relatives = formset_factory(RelativeForm, extra=2, max_num=30)


class PatientForm(forms.Form):
    mark_optional = False
    abroad = forms.BooleanField(label="The person themselves ordinarily lives abroad", required=False)
    in_care_of = line("In the care of which council by order, section 27?", 80, required=False)
    guardians = line("Guardian, or named in a child arrangements order, section 28", 160, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, record, data=None):
        kept = record.relatives_patient
        guardians = ", ".join(kept.get("guardians", ()))
        return cls(data, initial=kept | {"guardians": guardians, "version": record.version})

    def patient(self):
        said = self.cleaned_data
        guardians = tuple(name.strip() for name in said["guardians"].split(",") if name.strip())
        return nr.Patient(abroad=said["abroad"], in_care_of=said["in_care_of"], guardians=guardians)


class OverrideForm(forms.Form):
    name = line("With whom do you act as nearest relative?", 160)
    why = words("Why not with whom section 26 finds?")


# --- papers -----------------------------------------------------------------------------------------------------------
class PaperForm(forms.Form):
    """An application: to whom, when seen, when made. What the record says already is not asked again."""

    addressed_to = line(
        "Addressed to the managers of which hospital?", 200, required=False, help_text="Name and address"
    )
    seen_on = DateField3(label="You last saw the person on", required=False, past=True)
    seen_time = TimeField(label="At what time?", required=False)
    applied_on = DateField3(label="Date of the application", required=False)
    applied_time = TimeField(label="Time of the application", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        said = super().clean()
        for name in ("seen", "applied"):
            at_moment(said, f"{name}_on", f"{name}_time", self)
        return said

    def facts(self):
        left_out = {"seen_on", "seen_time", "applied_on", "applied_time", "version"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        moments = {
            name: at_moment(self.cleaned_data, f"{name}_on", f"{name}_time", self) for name in ("seen", "applied")
        }
        return said | {f"{name}_at": moment for name, moment in moments.items()}


class EmergencyForm(PaperForm):
    urgent = words(
        "Why is it of urgent necessity, and why would waiting for a second doctor mean undesirable delay?",
        required=False,
    )


class GuardianshipForm(PaperForm):
    guardian = line("Who is to be the guardian?", 160, required=False)


class AgreementForm(PaperForm):
    agrees = forms.BooleanField(label="I agree, and it is appropriate", required=False)
    why = words("Your reasons", required=False)
    conditions = words("Conditions that you agree to, if any", required=False, rows=2)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for name in ("seen_on", "seen_time"):
            del self.fields[name]
        self.fields["applied_on"].label, self.fields["applied_time"].label = "Date of your agreement", "Time"
        self.fields["addressed_to"].label = "Responsible hospital"


FORMS = {"A2": PaperForm, "A6": PaperForm, "A10": EmergencyForm, "G2": GuardianshipForm}


def paper_form(paper, data=None):
    start = {"addressed_to": paper.addressed_to, "version": paper.version} | paper.facts
    for name, moment in (("seen", paper.seen_at), ("applied", paper.applied_at)):
        if moment:
            local = moment.astimezone(clock.LONDON)
            start |= {f"{name}_on": local.date(), f"{name}_time": local.time()}
    return FORMS.get(paper.form, AgreementForm)(data, initial=start)


class SpoilForm(forms.Form):
    reason = words("Why is this form not used?", rows=2)


ENDS = [
    ("s2", "Section 4 became section 2: the managers have the second recommendation"),
    ("discharged", "Discharged"),
    ("informal", "Stays informally"),
    ("lapsed", "It lapsed, or was set aside"),
    ("moved", "Now under another section"),
]


class SectionForm(Moment):
    how = pick("What happened?", ENDS)
    on = DateField3(label="On which day?", past=True)
    time = TimeField(label="At what time?")
    words = line("Anything to add?", 200, required=False, help_text="Who discharged, or which section it is now")


class PaperFileForm(forms.Form):
    form = forms.ChoiceField(
        label="Which form?", choices=[(n, f"{n}: {what}, s{s}") for n, s, what in paper_words.OTHERS]
    )
    file = FileField(label="The form as it came in")


class AdmissionForm(Moment):
    section = pick("Admitted under which section?", [("s2", "Section 2"), ("s3", "Section 3"), ("s4", "Section 4")])
    hospital = line("To which hospital and ward?", 200, required=False)
    on = DateField3(label="On which day?", past=True)
    time = TimeField(label="At what time?")
