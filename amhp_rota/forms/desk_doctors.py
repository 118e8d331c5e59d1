from django import forms

from amhp_rota.forms.desk import Moment, line, pick, words
from amhp_rota.models import Declaration, Doctor, Recommendation
from bep.kit import reference
from bep.kit.fields import DateField3, MoneyField, PhoneField, TimeField


class DoctorForm(forms.Form):
    groups = [
        ("Who it is", ["name", "gmc_number", "specialty", "phone", "email"]),
        ("Approval", ["s12_from", "s12_until", "approved_clinician"]),
        (
            "When and where",
            ["place", "availability", "nights", "away_until", "languages", "clinical_team", "is_active"],
        ),
    ]
    name = line("Name")
    gmc_number = line("GMC number", 10)
    specialty = line("Specialty", 80, required=False)
    phone = PhoneField(label="Telephone number", required=False)
    email = forms.EmailField(label="Email", required=False)
    s12_from = DateField3(label="Approved under section 12 from", required=False)
    s12_until = DateField3(label="Approved until", required=False)
    approved_clinician = forms.BooleanField(label="An approved clinician", required=False)
    place = line("Where they usually are", 80, required=False)
    availability = line("When they can be asked", 200, required=False)
    nights = forms.BooleanField(label="Comes at night", required=False)
    away_until = DateField3(label="Not available until", required=False)
    languages = forms.MultipleChoiceField(label="Languages", required=False, widget=forms.SelectMultiple)
    clinical_team = line("Clinical team they work in", 80, required=False, help_text="For the rule about one team")
    is_active = forms.BooleanField(label="May be asked", required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["languages"].choices = reference.choices("language")

    def facts(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def doctors():
    return Doctor.objects.filter(is_active=True)


class RecommendationForm(Moment):
    doctor = forms.ModelChoiceField(
        label="Which doctor?", queryset=Doctor.objects.none(), empty_label="Choose a doctor"
    )
    section = pick("For which section?", Recommendation.Section.choices)
    on = DateField3(label="Examined on which day?", past=True)
    time = TimeField(label="At what time?")
    joint = forms.BooleanField(label="Together with the other doctor", required=False)
    knew_before = forms.BooleanField(label="Knew the person before", required=False)
    signed_on = DateField3(
        label="Signed on which day?", past=True, required=False, help_text="Leave empty until it is signed"
    )

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["doctor"].queryset = doctors()

    def facts(self):
        names = ("doctor", "section", "joint", "knew_before", "signed_on")
        return {name: self.cleaned_data[name] for name in names} | {"examined_at": self.cleaned_data["moment"]}


class DeclarationForm(forms.Form):
    assessor = forms.ChoiceField(label="Whose declaration?", widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(
        label="Conflicts of interest", choices=Declaration.Ground.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Tick none when there is none: that is declared too.",
    )  # fmt: skip
    urgent_because = words(
        "For the team rule alone: why could it not wait?", required=False, rows=2,
        help_text="It must be urgently necessary, and waiting must mean a serious risk.",
    )  # fmt: skip

    def __init__(self, *args, amhp, doctors, **more):
        super().__init__(*args, **more)
        self.amhp, self.doctors = amhp, {str(doctor.pk): doctor for doctor in doctors}
        mine = [("amhp", f"{amhp.name}, AMHP")] if amhp else []
        self.fields["assessor"].choices = [*mine, *((pk, doctor.name) for pk, doctor in self.doctors.items())]

    def facts(self):
        said = dict(self.cleaned_data)
        who = said.pop("assessor")
        return said | ({"amhp": self.amhp} if who == "amhp" else {"doctor": self.doctors[who]})


class FeeForm(forms.Form):
    doctor = forms.ModelChoiceField(
        label="Which doctor?", queryset=Doctor.objects.none(), empty_label="Choose a doctor"
    )
    fee = MoneyField(label="Fee")
    miles = forms.IntegerField(label="Miles", min_value=0, required=False)
    travel = MoneyField(label="Travel", required=False)
    note = line("Note", 200, required=False)

    def __init__(self, *args, request, **more):
        super().__init__(*args, **more)
        self.fields["doctor"].queryset = Doctor.objects.filter(recommendations__request=request).distinct()

    def facts(self):
        said = self.cleaned_data
        return said | {"miles": said["miles"] or 0, "travel": said["travel"] or 0}


class FindDoctorForm(forms.Form):
    mark_optional = False
    language = forms.ChoiceField(label="Speaks", required=False)
    place = forms.CharField(label="Where", required=False)
    s12 = forms.BooleanField(label="Approved today", required=False)
    nights = forms.BooleanField(label="Comes at night", required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["language"].choices = reference.choices("language", blank="Any language")
