"""The public form: plain words, one thing at a time. Nothing here says whether we know somebody."""

from django import forms

from bep.kit import reference
from bep.kit.fields import DateField3, PhoneField, PostcodeField
from bep.kit.forms import long_answer
from referrals.models import Referral

YES_NO = [("yes", "Yes"), ("no", "No")]
ME, OTHER = "me", "other"
NEEDS = ("large_print", "easy_read", "bsl", "no_phone", "supporter", "quiet_place")
AGREES = [
    (Referral.Consent.YES, "Yes, they know and agree"),
    (Referral.Consent.KNOWS, "They know, but they do not agree"),
    (Referral.Consent.NO, "No, they do not know"),
    (Referral.Consent.CANNOT, "They are not able to decide this now"),
]


def radios(label, choices, **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


class PublicForm(forms.Form):
    """`asks` says whose details are asked, so that labels read right: your name, or their name."""

    def __init__(self, *args, about=ME, **more):
        super().__init__(*args, **more)
        self.about = about
        for name, (mine, theirs) in getattr(self, "labels", {}).items():
            self.fields[name].label = mine if about == ME else theirs


class StartForm(PublicForm):
    danger = radios("Is anybody in danger right now?", YES_NO)


class DangerForm(PublicForm):
    about = radios("Who is in danger?", [(ME, "I am"), (OTHER, "Somebody else")])
    phone = PhoneField(label="Your phone number", help_text="So that we can call you back.")
    name = forms.CharField(label="Your name", max_length=120, required=False)
    who = forms.CharField(label="Their name, if it is somebody else", max_length=120, required=False)
    where = forms.CharField(label="Where are you, or they, now?", max_length=300, required=False)
    what = long_answer(label="What is happening?", max_length=2000, rows=3, required=False)


class WhoForm(PublicForm):
    about = radios("Who needs help?", [(ME, "I do"), (OTHER, "Somebody else")])


class PersonForm(PublicForm):
    given_name = forms.CharField(max_length=80)
    family_name = forms.CharField(max_length=80)
    birth_date = DateField3(past=True, required=False, help_text="For example, 27 3 1992")
    age_given = forms.IntegerField(
        label="Age, if you do not know the date", required=False, min_value=0, max_value=120,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )  # fmt: skip
    postcode = PostcodeField(required=False)
    address = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))

    labels = {
        "given_name": ("Your first name", "Their first name"),
        "family_name": ("Your last name", "Their last name"),
        "birth_date": ("Your date of birth", "Their date of birth"),
        "postcode": ("Your postcode", "Their postcode"),
        "address": ("Your address", "Their address"),
    }

    def __init__(self, *args, about=ME, **more):
        super().__init__(*args, about=about, **more)
        if about == ME:
            self.fields["birth_date"].required = True
            del self.fields["age_given"]

    def clean(self):
        facts = super().clean()
        missing = not facts.get("birth_date") and facts.get("age_given") is None
        if self.about == OTHER and missing and not self.errors:
            self.add_error("birth_date", "Enter their date of birth, or their age if you do not know it")
        return facts


class HelpForm(PublicForm):
    reason = long_answer(label="What is happening?", max_length=6000)
    wants = long_answer(max_length=3000, rows=3, required=False)
    risks = long_answer(label="Is anything making you worry about harm?", max_length=3000, rows=3, required=False)

    labels = {"wants": ("What would you like to change?", "What would they like to change?")}


class ContactForm(PublicForm):
    phone = PhoneField(required=False)
    email = forms.EmailField(required=False)
    safe_contact = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 2}),
        help_text="For example: only text me, or never leave a message, or only call in the morning.",
    )  # fmt: skip
    communication_needs = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    interpreter_language = forms.CharField(max_length=60, required=False)

    labels = {
        "phone": ("Your phone number", "Their phone number"),
        "email": ("Your email", "Their email"),
        "safe_contact": ("How and when is it safe to reach you?", "How and when is it safe to reach them?"),
        "communication_needs": ("What do you need from us?", "What do they need from us?"),
        "interpreter_language": (
            "Language, if you need an interpreter", "Language, if they need an interpreter",
        ),
    }  # fmt: skip

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["communication_needs"].choices = [(n, reference.label("communication_need", n)) for n in NEEDS]

    def clean(self):
        facts = super().clean()
        if self.about == ME and not self.errors and not any(facts.get(n) for n in ("phone", "email", "safe_contact")):
            self.add_error("phone", "Give a phone number or an email, or say below how to reach you")
        return facts


class YouForm(PublicForm):
    """About whoever refers somebody else."""

    source = forms.ChoiceField(label="Who are you?", widget=forms.RadioSelect)
    referrer_name = forms.CharField(label="Your name", max_length=120)
    referrer_relationship = forms.CharField(label="How do you know them?", max_length=80, required=False)
    referrer_organisation = forms.CharField(
        label="Where do you work, if you write from work?", max_length=120, required=False
    )
    referrer_phone = PhoneField(label="Your phone number", required=False)
    referrer_email = forms.EmailField(label="Your email", required=False)
    may_name = radios("May we tell them that you wrote to us?", YES_NO)
    consent = radios("Do they know that you are asking us for help?", AGREES)
    consent_note = long_answer(
        label="If they do not agree, why should we go on?", max_length=1000, rows=2, required=False,
        help_text="For example: I fear that they will be hurt.",
    )  # fmt: skip

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["source"].choices = [c for c in reference.choices("referral_source") if c[0] != "self"]

    def clean(self):
        facts = super().clean()
        if not facts.get("referrer_phone") and not facts.get("referrer_email"):
            self.add_error("referrer_phone", "Give your phone number or your email")
        if facts.get("consent") not in (None, Referral.Consent.YES) and not facts.get("consent_note"):
            self.add_error("consent_note", "Say why we should go on although they have not agreed")
        return facts


class SendForm(PublicForm):
    agree = forms.BooleanField(label="I have read how you use what I tell you")
    # Left empty by people, who do not see it; whoever fills it in may be a robot (the referral is kept, and marked).
    website = forms.CharField(
        required=False, label="Leave this box empty", widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )
