import re

from django import forms
from django.core.exceptions import ValidationError

from bep.access.models import Locality, Team
from bep.kit import clock
from bep.kit.fields import DateField3, PhoneField
from bep.kit.forms import long_answer


class TeamForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="What it does", choices=Team.Kind.choices)
    locality = forms.ModelChoiceField(Locality.objects.all(), label="Locality", required=False, empty_label="All")
    phone = PhoneField(label="Telephone number", required=False)
    email = forms.EmailField(label="Email address", required=False)


class LocalityForm(forms.Form):
    name = forms.CharField(label="Name", max_length=60)
    postcodes = forms.CharField(
        label="Postcodes it covers",
        help_text="First halves, with spaces between: NW4 NW7 NW9",
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_postcodes(self):
        typed = re.split(r"[\s,;]+", self.cleaned_data["postcodes"].upper().strip())
        wrong = [part for part in typed if not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?", part)]
        if wrong:
            raise ValidationError(f"{', '.join(wrong)}: each must be the first half of a postcode, like NW9")
        return sorted(set(typed))


class TargetForm(forms.Form):
    value = forms.DecimalField(
        label="New value", min_value=0, widget=forms.NumberInput({"class": "govuk-input--width-5"})
    )
    starts = DateField3(label="From", initial=clock.today, future=True)
    source = forms.CharField(label="Who decided it, and where is it written?", max_length=200)

    def __init__(self, *args, target, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = f"New value, in {target.unit.replace('_', ' ')}"


class CouncilForm(forms.Form):
    name = forms.CharField(label="Council", max_length=100)
    service_name = forms.CharField(label="What the service is called", max_length=100)
    phone = PhoneField(label="Telephone number", required=False)
    email = forms.EmailField(label="Email address", required=False)
    address = long_answer(label="Address", rows=4, required=False)
    la_code = forms.CharField(label="LA code", max_length=3, required=False, help_text="Three figures, for returns.")
    ods_code = forms.CharField(label="ODS code", max_length=10, required=False)
    crisis_lines = long_answer(
        label="Crisis numbers",
        rows=4,
        help_text="One a line, most urgent first: name | telephone | when. They head every public page.",
    )
    referral_read_times = forms.CharField(label="When referrals are read", max_length=200, required=False)
    under_age_help = long_answer(label="Where somebody too young for this service is helped", rows=3, required=False)
    privacy_notice = long_answer(label="Privacy notice", rows=8, required=False)
    groups = [
        ("Who we are", ["name", "service_name", "phone", "email", "address", "la_code", "ods_code"]),
        ("What the public reads", ["crisis_lines", "referral_read_times", "under_age_help", "privacy_notice"]),
    ]

    def clean_crisis_lines(self):
        lines = [
            [part.strip() for part in line.split("|")]
            for line in self.cleaned_data["crisis_lines"].splitlines()
            if line.strip()
        ]
        if any(len(parts) != 3 or not parts[1] for parts in lines):
            raise ValidationError("Each crisis number must be a line of three parts: name | telephone | when")
        return [dict(zip(("name", "phone", "when"), parts, strict=True)) for parts in lines]


def council_initial(council):
    """What the form says of the council as it is now."""
    said = {name: getattr(council, name) for name in CouncilForm.base_fields}
    lines = (f"{line['name']} | {line['phone']} | {line['when']}" for line in council.crisis_lines)
    return said | {"crisis_lines": "\n".join(lines)}
