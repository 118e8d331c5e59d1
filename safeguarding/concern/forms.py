"""Forms about a concern, for workers."""

from django import forms

from bep.kit import clock, reference
from bep.kit.fields import DateField3, NHSNumberField, PhoneField, PostcodeField
from referrals.forms.decide import AnswerAlarmForm, ReasonForm
from referrals.forms.take import MatchForm
from safeguarding.fields import ProviderField, VersionedForm, line, pick, tick, words
from safeguarding.models import Concern, Provider

__all__ = ["AboutForm", "AnswerAlarmForm", "ConcernForm", "FilterForm", "ReasonForm", "RematchForm", "TalkForm"]
C = Concern


class ConcernForm(forms.Form):
    """What, who, where, when; safe now; the adult's own views; who told us. Four answers are needed, the rest helps."""

    in_danger = tick("They are in danger now: alarm the duty workers at once")
    what = words("What happened, or what do you fear?", 5, help_text="Facts first, then what you make of them.")
    kinds = forms.MultipleChoiceField(
        label="What kind of abuse or neglect?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="As far as you can tell. More than one may be true.",
    )  # fmt: skip
    happened = line("When?", 160, required=False, help_text="A day and time, or since when and how often.")
    location = pick("Where?", required=False)
    place = line("Which place?", 200, required=False, help_text="The address, the ward, the home.")
    provider = ProviderField(
        Provider.objects.filter(closed_on=None), label="Which provider, if one is involved?", required=False,
        empty_label="None, or not known",
    )  # fmt: skip
    source = pick("Who is the source of the risk?", required=False)
    alleged = words("Who is said to have done it, or failed to act?", 2, required=False)
    position_of_trust = tick("They work with adults or children")
    others_at_risk = words("Is anybody else at risk, children too?", 2, required=False)
    safe_now = pick("Are they safe now?", C.Answer.choices)
    done_so_far = words("What has been done to keep them safe?", 2, required=False)
    police = pick("The police?", C.Police.choices)
    police_reference = line("Police reference", 40, required=False)
    knows = pick("Do they know of this concern?", C.Answer.choices, required=False)
    views = words("What do they say, and what do they want? In their words", 3, required=False)
    consent = pick("Do they agree to our looking into it?", C.Consent.choices)
    why_without = words("Why is it right to raise it against their wishes?", 2, required=False)
    reporter_kind = pick("Who told you?", required=False)
    reporter_name = line("Their name", required=False)
    reporter_organisation = line("Their organisation", required=False)
    reporter_phone = PhoneField(label="Their phone", required=False)
    reporter_protected = tick("They fear being known: seal who they are")

    groups: tuple = (
        ("", ["in_danger"]),
        ("What, when and where", ["what", "kinds", "happened", "location", "place", "provider"]),
        ("The source of the risk", ["source", "alleged", "position_of_trust", "others_at_risk"]),
        ("Safe now?", ["safe_now", "done_so_far", "police"]),
        ("The adult’s own part", ["knows", "views", "consent"]),
        ("Who told you", ["reporter_kind", "reporter_name", "reporter_organisation", "reporter_phone", "reporter_protected"]),
    )  # fmt: skip
    reveals = {"consent": {"no": ["why_without"]}, "police": {"told": ["police_reference"]}}
    dense = True

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["kinds"].choices = reference.choices("abuse_type")
        for field, name in (
            ("location", "abuse_location"),
            ("source", "risk_source"),
            ("reporter_kind", "concern_reporter"),
        ):
            self.fields[field].choices = reference.choices(name)

    def facts(self):
        return self.cleaned_data | {"channel": C.Channel.STAFF}


class AboutForm(ConcernForm):
    """A concern about somebody who is not found yet: who they are comes first."""

    given_name = line("Given names", 80, required=False)
    family_name = line("Family name", 80, required=False)
    birth_date = DateField3(label="Date of birth", past=True, required=False)
    nhs_number = NHSNumberField(label="NHS number", required=False)
    address = words("Where they live, or can be found", 2, required=False)
    postcode = PostcodeField(label="Postcode", required=False)
    phone = PhoneField(label="Phone", required=False)
    safe_contact = line("How and when is it safe to reach them?", 300, required=False)

    groups = (
        ("", ["in_danger"]),
        ("Who is it about?", ["given_name", "family_name", "birth_date", "nhs_number", "address", "postcode", "phone",
                              "safe_contact"]),
        *ConcernForm.groups[1:],
    )  # fmt: skip


class RematchForm(MatchForm, VersionedForm):
    """Which adult it is, of those we know; or register them."""

    field_order = ("match",)


class TalkForm(VersionedForm):
    """The first talk with the adult."""

    at = DateField3(label="When did you speak?", past=True)
    views = words("What do they say, and what do they want? In their words", 4)
    consent = pick("Do they agree to our looking into it?", C.Consent.choices)
    why_without = words("If not, why is it right to go on?", 2, required=False)
    reveals = {"consent": {"no": ["why_without"]}}

    def __init__(self, *args, initial=None, **more):
        super().__init__(*args, initial={"at": clock.today()} | (initial or {}), **more)


class FilterForm(forms.Form):
    """Which concerns the list shows."""

    SHOWS = [("", "To be decided"), ("late", "Late"), ("unmatched", "Not matched yet"), ("all", "All")]
    show = forms.ChoiceField(label="Show", choices=SHOWS, required=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    provider = ProviderField(Provider.objects.all(), label="Provider", required=False, empty_label="Any")
    # What the pictures of patterns lead here by: kept in the address, not asked.
    location = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(required=False, widget=forms.HiddenInput)
    since = forms.DateField(required=False, widget=forms.HiddenInput)
    before = forms.DateField(required=False, widget=forms.HiddenInput)
    repeats = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["kind"].choices = reference.choices("abuse_type", blank="Any")
