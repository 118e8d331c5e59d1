"""A person's details in sections, each one short form. A section is a title, its fields, and whether it says who somebody is."""

from dataclasses import dataclass

from django import forms

from bep.kit.fields import DateField3, NHSNumberField, PhoneField, PostcodeField
from people.actions.edit import IDENTITY
from people.codes import LISTS
from people.forms.coded import one_of, some_of
from people.models import Person


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    fields: tuple

    @property
    def identifies(self):
        return bool(set(self.fields) & set(IDENTITY))


SECTIONS = {
    section.slug: section
    for section in [
        Section(
            "names", "Names", ("title", "given_name", "family_name", "preferred_name", "previous_names", "pronouns")
        ),
        Section("identity", "Birth and NHS number", ("birth_date", "birth_date_estimated", "nhs_number", "gender")),
        Section("contact", "Address and telephone", ("address", "postcode", "phone", "email")),
        Section("communication", "Communication", ("first_language", "interpreter_language", "communication_needs")),
        Section("background", "Background", ("ethnicity", "religion", "marital_status", "sexual_orientation")),
        Section("gp", "GP practice", ("gp_practice_name", "gp_practice_code")),
        Section(
            "support",
            "Reason for support and health",
            (
                "main_support_reason",
                "autism",
                "dementia",
                "visual_impairment",
                "hearing_impairment",
                "has_unpaid_carer",
            ),
        ),
        Section("sharing", "Sharing", ("sharing_wishes", "lawful_basis")),
        Section("return", "For the return", ("client_type", "client_funding_status")),
    ]
}
LABELS = {
    "given_name": "Given names (legal)",
    "family_name": "Family name (legal)",
    "preferred_name": "Name they use",
    "birth_date": "Date of birth",
    "birth_date_estimated": "The date of birth is an estimate",
    "nhs_number": "NHS number",
    "phone": "Telephone number",
    "email": "Email address",
    "interpreter_language": "Needs an interpreter for",
    "gp_practice_name": "Name of the practice",
    "gp_practice_code": "ODS code of the practice",
    "main_support_reason": "Main reason for support",
    "has_unpaid_carer": "Somebody cares for them unpaid",
    "sharing_wishes": "What they wish to be shared, in their words",
    "lawful_basis": "Lawful basis for sharing",
    "client_type": "Client type",
    "client_funding_status": "Who funds their support",
}
HINTS = {
    "sexual_orientation": "Only where they chose to tell you.",
    "religion": "Only where they chose to tell you.",
    "previous_names": "Names they had before, with commas between.",
    "gp_practice_code": "Letters and figures, such as Y12345.",
    "sharing_wishes": "Their wishes are kept apart from the lawful basis: a wish alone does not decide it.",
    "lawful_basis": "What allows us to share, such as consent, direct care, or a duty to safeguard.",
}


def label(name):
    words = LABELS.get(name) or str(Person._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def field_of(name):
    """The form's field for a person's field."""
    words, hint = label(name), HINTS.get(name, "")
    special = {
        "birth_date": lambda: DateField3(label=words, past=True, required=False),
        "nhs_number": lambda: NHSNumberField(label=words, required=False),
        "postcode": lambda: PostcodeField(label=words, required=False),
        "phone": lambda: PhoneField(label=words, required=False),
        "communication_needs": lambda: some_of(name, words),
        "gp_practice_code": lambda: forms.RegexField(
            r"^[A-Za-z0-9]{3,10}$", label=words, required=False, help_text=hint,
            error_messages={"invalid": "ODS code of the practice must be letters and figures, such as Y12345"},
        ),
    }  # fmt: skip
    if name in special:
        return special[name]()
    if name in LISTS:
        return one_of(name, words, help_text=hint, required=name == "client_type")
    return Person._meta.get_field(name).formfield(label=words, help_text=hint)


class SectionForm(forms.Form):
    """One section, for one person, begun from one version of the record."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, section, person, data=None):
        self.section = section
        initial = {name: getattr(person, name) for name in section.fields}
        super().__init__(data, initial=initial | {"version": person.version})
        self.fields |= {name: field_of(name) for name in section.fields}
        if section.identifies and any(getattr(person, name) for name in set(section.fields) & set(IDENTITY)):
            self.fields["reason"] = forms.CharField(
                label="Reason for a correction", max_length=300, required=False,
                help_text="Needed when you change what is already there: say how you know.",
            )  # fmt: skip

    def changes(self):
        found = {name: self.cleaned_data[name] for name in self.section.fields}
        if "gp_practice_code" in found:
            found["gp_practice_code"] = found["gp_practice_code"].upper()
        return found
