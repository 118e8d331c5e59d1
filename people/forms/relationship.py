from django import forms

from bep.kit.fields import DateField3, PhoneField
from people.forms.coded import one_of
from people.models import Person, Relationship
from people.search import understand

NEAREST = (
    "As it was recorded or told. Who is the nearest relative in law is worked out by an AMHP under section 26 of the "
    "Mental Health Act 1983."
)


class RelationshipForm(forms.ModelForm):
    """Somebody in the person's life. Only adding asks who; who it is never changes afterwards."""

    other_reference = forms.CharField(
        label="Their own reference or NHS number, if we know them", max_length=20, required=False,
        help_text="Leave blank for somebody whom we do not know.",
    )  # fmt: skip
    kind = one_of("", "Who are they to the person?", name="relationship_kind", required=True)
    other_birth_date = DateField3(
        label="Date of birth", past=True, required=False, help_text="For a child or young carer."
    )
    other_phone = PhoneField(label="Telephone number", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    groups = [
        ("Who is it?", ["kind", "other_name", "other_reference", "other_phone", "other_birth_date"]),
        ("What are they to each other?", ["lives_with", "is_carer", "parental_responsibility", "is_nearest_relative"]),
        ("When we are in touch", ["emergency_order", "may_be_told", "note"]),
    ]
    dense = True
    reveals = {"is_nearest_relative": {True: ["nearest_relative_basis"]}}

    class Meta:
        model = Relationship
        fields = (
            "kind", "other_name", "other_phone", "other_birth_date", "lives_with", "is_carer", "parental_responsibility",
            "is_nearest_relative", "nearest_relative_basis", "emergency_order", "may_be_told", "note",
        )  # fmt: skip
        labels = {
            "other_name": "Name",
            "lives_with": "They live together",
            "is_carer": "Cares for the person, unpaid",
            "parental_responsibility": "The person has parental responsibility for them",
            "is_nearest_relative": "Recorded as the nearest relative",
            "nearest_relative_basis": "Who said so, and on what ground?",
            "emergency_order": "Contact in an emergency: first is 1",
            "may_be_told": "May we tell them about the person?",
            "note": "Anything else",
        }
        help_texts = {"is_nearest_relative": NEAREST}
        widgets = {"may_be_told": forms.RadioSelect({"class": "govuk-radios--inline"})}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.initial["version"] = self.instance.version
        if self.instance.pk:
            del self.fields["other_reference"]
        if self.instance.other_id:
            del self.fields["other_name"]

    def clean_other_reference(self):
        """The person it names, or None when it is blank."""
        text = self.cleaned_data["other_reference"].strip()
        asked = understand(text)
        if not text:
            return None
        facts = {name: getattr(asked, name) for name in ("reference", "nhs_number") if getattr(asked, name)}
        other = Person.objects.findable_by(self.worker).filter(**facts).first() if facts else None
        if other is None:
            raise forms.ValidationError("Nobody whom you may see has this reference or NHS number: give a name instead")
        return other

    def clean_version(self):
        return self.cleaned_data["version"] or 0

    def facts(self):
        """What the actions take; nothing of who it is when only editing."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "other_reference"}}

    def _post_clean(self):
        """The model's own rules are the action's to check: the form has no person yet."""
