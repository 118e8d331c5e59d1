"""The staff form: who it is about, whether we know them, what it is about. Twelve required answers at most."""

from django import forms

from bep.kit import reference
from bep.kit.fields import DateField3, FileField, NHSNumberField, PhoneField, PostcodeField
from bep.kit.forms import long_answer
from bep.kit.rules import Refused
from referrals import files, rules
from referrals.models import Referral

# Workers do this all day: smaller radios, still large enough to hit.
SMALL = {"class": "govuk-radios--small"}


class AboutPersonForm(forms.Form):
    """Page one: who the referral is about."""

    given_name = forms.CharField(label="Given names", max_length=80)
    family_name = forms.CharField(label="Family name", max_length=80)
    preferred_name = forms.CharField(label="Name they use", max_length=80, required=False)
    birth_date = DateField3(
        label="Date of birth", past=True, required=False, help_text="If it is not known, leave it and give an age."
    )
    age_given = forms.IntegerField(
        label="Age, if the date is not known", required=False, min_value=0, max_value=120,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )  # fmt: skip
    nhs_number = NHSNumberField(label="NHS number", required=False)
    postcode = PostcodeField(label="Postcode", required=False, help_text="It decides which team takes the referral.")
    address = forms.CharField(label="Address", required=False, widget=forms.Textarea({"rows": 3}))
    phone = PhoneField(label="Phone", required=False)
    email = forms.EmailField(label="Email", required=False)

    groups = (
        ("", ["given_name", "family_name", "preferred_name", "birth_date", "age_given", "nhs_number"]),
        ("Where they live, and how to reach them", ["postcode", "address", "phone", "email"]),
    )

    def clean(self):
        facts = super().clean()
        if "birth_date" in self.errors or "age_given" in self.errors:
            return facts
        if not facts.get("birth_date") and facts.get("age_given") is None:
            self.add_error("birth_date", "Enter a date of birth, or an age below if the date is not known")
        check_age(self, facts)
        return facts


def check_age(form, facts):
    """Somebody too young is refused on the page where the age is given, with where to go."""
    try:
        rules.old_enough(rules.age_of(facts))
    except Refused as refusal:
        form.add_error("birth_date", str(refusal))


class MatchForm(forms.Form):
    """Page two: do we know them? Each candidate's key, or nobody of these, or not decided now."""

    NEW, LATER = "new", "later"
    match = forms.ChoiceField(label="Who is it?", widget=forms.RadioSelect(SMALL))

    def __init__(self, *args, candidates=(), may_register=True, **more):
        super().__init__(*args, **more)
        known = [(c.key, describe(c)) for c in candidates if not c.hidden]
        new = [(self.NEW, "None of these: register a new person" if known else "Register a new person")]
        later = [(self.LATER, "Leave this to whoever triages it")]
        self.fields["match"].choices = known + (new if may_register else []) + later
        self.hints = {"match": {c.key: "; ".join(c.reasons) for c in candidates if not c.hidden}}


def describe(candidate):
    person = candidate.person
    born = f"{person.birth_date.day} {person.birth_date:%B %Y}" if person.birth_date else "date of birth not known"
    return f"{person.name}, {born}, {person.postcode or 'no postcode'}, {person.reference}"


class AboutReferralForm(forms.Form):
    """Page three: who refers, why, how soon, and what the person agrees to."""

    source = forms.ChoiceField(label="Who refers", widget=forms.Select)
    channel = forms.ChoiceField(
        label="How it came", widget=forms.RadioSelect({"class": "govuk-radios--inline govuk-radios--small"})
    )
    referrer_name = forms.CharField(
        label="Referrer's name", max_length=120, required=False,
        help_text="Leave this and what follows empty when the person refers themselves.",
    )  # fmt: skip
    referrer_phone = PhoneField(label="Referrer's phone", required=False)
    referrer_email = forms.EmailField(label="Referrer's email", required=False)
    referrer_organisation = forms.CharField(label="Referrer's organisation", max_length=120, required=False)
    referrer_relationship = forms.CharField(label="How they know the person", max_length=80, required=False)
    referrer_may_be_named = forms.BooleanField(
        label="We may tell the person who referred them", required=False, initial=True
    )
    first_contact = DateField3(
        label="First contact", past=True, required=False,
        help_text="The day they first asked for help, if that was not today. The two weeks count from it.",
    )  # fmt: skip
    reason = long_answer(label="What is happening, in the referrer's words", max_length=6000)
    wants = long_answer(label="What the person wants to happen", max_length=3000, rows=3, required=False)
    risks = long_answer(label="Anything that could cause harm", max_length=3000, rows=3, required=False)
    urgency = forms.ChoiceField(label="How soon must this be looked at?", widget=forms.RadioSelect(SMALL))
    in_danger = forms.BooleanField(label="Somebody is in danger now: alarm the duty workers", required=False)
    consent = forms.ChoiceField(label="Does the person agree to this referral?", widget=forms.RadioSelect(SMALL))
    consent_note = long_answer(
        label="Why it is right to go on without agreement", max_length=1000, rows=2, required=False,
        help_text="Needed unless they agree.",
    )  # fmt: skip
    safe_contact = forms.CharField(
        label="How and when is it safe to reach them?", required=False, widget=forms.Textarea({"rows": 2})
    )
    communication_needs = forms.MultipleChoiceField(
        label="What they need from us to communicate", required=False, widget=forms.CheckboxSelectMultiple
    )
    interpreter_language = forms.CharField(
        label="Language of interpreter, if one is needed", max_length=60, required=False
    )
    file = FileField(
        label="Attach a file", required=False, kinds=[k.ending for k in files.TAKEN], megabytes=files.LIMIT_MEGABYTES
    )

    groups = (
        ("Who refers", ["source", "channel", "referrer_name", "referrer_phone", "referrer_email",
                        "referrer_organisation", "referrer_relationship", "referrer_may_be_named", "first_contact"]),
        ("What is happening", ["reason", "wants", "risks", "urgency", "in_danger", "file"]),
        ("Agreement and contact", ["consent", "consent_note", "safe_contact", "communication_needs", "interpreter_language"]),
    )  # fmt: skip
    hints = {
        "urgency": {
            "same_day": "Harm is likely if nobody looks today.",
            "soon": "Things are getting worse quickly.",
        }
    }

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["source"].choices = reference.choices("referral_source", blank="Choose")
        self.fields["channel"].choices = [c for c in Referral.Channel.choices if c[0] not in ("public_form", "api")]
        self.fields["urgency"].choices = Referral.Urgency.choices
        self.fields["consent"].choices = Referral.Consent.choices
        self.fields["communication_needs"].choices = reference.choices("communication_need")
