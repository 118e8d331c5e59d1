from django import forms

from bep.kit import reference
from partners.models import Organisation
from partners.models.client import PER_MINUTE
from partners.scopes import SCOPES


class OrganisationForm(forms.Form):
    """Another organisation, and as what it may refer."""

    ods_code = forms.RegexField(
        r"^\s*[A-Za-z0-9]{2,10}\s*$", label="ODS code", max_length=12,
        help_text="The code of the NHS Organisation Data Service, such as TAF.",
        error_messages={"invalid": "The ODS code must be two to ten letters and figures, like TAF"},
    )  # fmt: skip
    name = forms.CharField(label="Name", max_length=100)
    kind = forms.ChoiceField(label="What it is", choices=Organisation.Kind.choices, widget=forms.RadioSelect)
    sources = forms.MultipleChoiceField(
        label="As whom may its systems refer?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="A referral that names another source is refused.",
    )  # fmt: skip
    contact = forms.CharField(
        label="Whom do we ask, and how?", required=False, widget=forms.Textarea({"rows": 3}), max_length=1000
    )

    def __init__(self, *args, own=None, **more):
        super().__init__(*args, **more)
        self.own = own
        self.fields["sources"].choices = [c for c in reference.choices("referral_source") if c[0] != "self"]

    def clean_ods_code(self):
        return self.unused("ods_code", self.cleaned_data["ods_code"].strip().upper())

    def clean_name(self):
        return self.unused("name", self.cleaned_data["name"].strip())

    def unused(self, name, value):
        others = Organisation.objects.exclude(pk=self.own and self.own.pk)
        if others.filter(**{f"{name}__iexact": value}).exists():
            raise forms.ValidationError("Another organisation has this already: look in the list")
        return value


class ClientForm(forms.Form):
    """What a system may do here."""

    scopes = forms.MultipleChoiceField(
        label="What may it do?", widget=forms.CheckboxSelectMultiple,
        choices=[(name, f"{scope.sentence[0].upper()}{scope.sentence[1:]} ({name})") for name, scope in SCOPES.items()],
    )  # fmt: skip
    per_minute = forms.IntegerField(
        label="Requests a minute", min_value=10, max_value=60_000, initial=PER_MINUTE,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )  # fmt: skip


class NewClientForm(ClientForm):
    name = forms.CharField(
        label="Name of the system", max_length=60, help_text="Such as: RiO referrals. The log says it."
    )
    field_order = ["name", "scopes", "per_minute"]


class SureForm(forms.Form):
    """Nothing to fill in: the button says it."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="yes")
