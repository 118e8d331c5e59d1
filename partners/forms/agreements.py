from django import forms

from bep.kit.fields import DateField3
from partners.models import SharingAgreement
from partners.shared import SHARED
from people.models import Person


class AgreementForm(forms.Form):
    """What is told, of whom, why, on what lawful basis, and how long."""

    purpose = forms.CharField(
        label="Purpose", max_length=200, help_text="The person reads it beside each time that we told something."
    )
    lawful_basis = forms.CharField(
        label="Lawful basis", max_length=200, help_text="Such as: UK GDPR Article 6(1)(e) and 9(2)(h)."
    )
    covers = forms.ChoiceField(
        label="Of whom?", choices=SharingAgreement.Covers.choices, widget=forms.RadioSelect,
        help_text="A restricted record is never covered unless it is named, on purpose.",
    )  # fmt: skip
    fields_ = forms.MultipleChoiceField(
        label="What may be told?", widget=forms.CheckboxSelectMultiple,
        choices=[(name, f"{words[0].upper()}{words[1:]}") for name, words in SHARED.items()],
    )  # fmt: skip
    starts = DateField3(label="From")
    ends = DateField3(label="Until the end of which day?", required=False, help_text="Blank: until it is ended.")

    def clean(self):
        data = super().clean()
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", "The last day must not be before the first")
        return data

    @property
    def facts(self):
        """As the agreement's columns: `fields` is what Django calls the fields of a form."""
        data = dict(self.cleaned_data)
        return data | {"fields": data.pop("fields_")}


class DecideForm(forms.Form):
    verb = forms.ChoiceField(
        label="Your decision", choices=[("approve", "Approve it"), ("refuse", "Do not approve it")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(label="Why?", max_length=500)


class CoverForm(forms.Form):
    person = forms.CharField(label="The person’s reference", max_length=20, help_text="Such as BEP-001234.")
    reason = forms.CharField(label="Why is this person covered?", max_length=500)
    although_restricted = forms.BooleanField(
        label="Also though the record is restricted", required=False, help_text="For those who may grant access to it."
    )

    def __init__(self, *args, worker, **more):
        super().__init__(*args, **more)
        self.worker = worker

    def clean_person(self):
        words = self.cleaned_data["person"].strip().upper()
        if found := Person.objects.governed_by(self.worker).filter(reference=words).first():
            return found
        raise forms.ValidationError("No record has this reference: look under Records")


class UncoverForm(forms.Form):
    covered = forms.ModelChoiceField(None, label="Whom does it no longer cover?", empty_label=None)
    reason = forms.CharField(label="Why?", max_length=500)

    def __init__(self, *args, rows, **more):
        super().__init__(*args, **more)
        self.fields["covered"].queryset = rows
        self.fields["covered"].label_from_instance = lambda row: row.person.reference
