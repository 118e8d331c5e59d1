from django import forms

from bep.kit.fields import DateField3, NHSNumberField, PhoneField, PostcodeField
from people.forms.coded import one_of


class RegisterForm(forms.Form):
    """Enough to tell somebody apart; the rest is asked when it is needed."""

    given_name = forms.CharField(label="Given names (legal)", max_length=80)
    family_name = forms.CharField(label="Family name (legal)", max_length=80)
    preferred_name = forms.CharField(label="Name they use, if another", max_length=80, required=False)
    birth_date = DateField3(label="Date of birth", past=True, required=False, help_text="For example, 12 3 1992")
    birth_date_estimated = forms.BooleanField(label="The date of birth is an estimate", required=False)
    nhs_number = NHSNumberField(label="NHS number", required=False)
    gender = one_of("gender", "Gender")
    postcode = PostcodeField(label="Postcode", required=False)
    phone = PhoneField(label="Telephone number", required=False)
    checked_matches = forms.BooleanField(
        label="I have looked at each of them: it is nobody named above", required=False
    )
    groups = [
        (
            "Who is it?",
            [
                "given_name",
                "family_name",
                "preferred_name",
                "birth_date",
                "birth_date_estimated",
                "nhs_number",
                "gender",
            ],
        ),
        ("Where are they?", ["postcode", "phone"]),
    ]

    def __init__(self, *args, candidates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates

    def facts(self):
        """What the action takes, without what was left blank and without the tick."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "checked_matches"}
