"""The public form “I am worried about an adult”: the referral form's own machinery, with questions of its own."""

from django import forms

from bep.kit import reference
from bep.kit.fields import DateField3, PhoneField, PostcodeField
from bep.kit.forms import long_answer
from referrals import public
from referrals.forms.public import ME, OTHER, YES_NO, PublicForm, radios
from referrals.public import Step
from safeguarding.concern import actions
from safeguarding.models import Concern

SENT = "concern_sent"
NOTHING_SAID = "In danger now; nothing more was said."
YES_NO_UNSURE = [("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure")]
KNOW = [
    (Concern.Consent.YES, "Yes, and they want help"),
    (Concern.Consent.NO, "Yes, but they do not want anybody to do anything"),
    (Concern.Consent.CANNOT, "They could not understand it"),
    (Concern.Consent.NOT_ASKED, "No, I have not asked them"),
]


class WhoForm(PublicForm):
    about = radios("Who are you worried about?", [(ME, "Myself"), (OTHER, "Somebody else")])


class PersonForm(PublicForm):
    given_name = forms.CharField(max_length=80, required=False)
    family_name = forms.CharField(max_length=80, required=False)
    birth_date = DateField3(label="Date of birth, if you know it", past=True, required=False)
    address = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))
    postcode = PostcodeField(label="Postcode", required=False)
    phone = PhoneField(required=False)
    safe_contact = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 2}),
        help_text="For example: only in the morning, never leave a message, do not write to the house.",
    )  # fmt: skip
    labels = {
        "given_name": ("Your first name", "Their first name"), "family_name": ("Your last name", "Their last name"),
        "address": ("Where do you live, or where are you now?", "Where do they live, or where can we find them?"),
        "phone": ("Your phone number", "Their phone number"),
        "safe_contact": ("How and when is it safe to reach you?", "How and when is it safe to reach them?"),
    }  # fmt: skip

    def clean(self):
        facts = super().clean()
        if not self.errors and not any(facts.get(n) for n in ("given_name", "family_name", "address")):
            self.add_error("given_name", "Give a name, or say below where we can find them")
        return facts


class WhatForm(PublicForm):
    what = long_answer(label="What has happened, or what are you afraid of?", max_length=6000)
    happened = forms.CharField(label="When did it happen?", max_length=160, required=False)
    place = forms.CharField(label="Where did it happen?", max_length=200, required=False)
    alleged = long_answer(label="Who is doing this, if you know?", max_length=1000, rows=2, required=False)
    others_at_risk = long_answer(
        label="Is anybody else at risk, such as children?", max_length=1000, rows=2, required=False
    )
    safe_now = radios("Safe now?", YES_NO_UNSURE)
    labels = {"safe_now": ("Are you safe now?", "Are they safe now?")}


class WishForm(PublicForm):
    views = long_answer(max_length=3000, rows=3, required=False)
    consent = radios("Have you spoken with them about telling us?", KNOW)
    labels = {"views": ("What would you like to happen?", "What do they say, and what do they want to happen?")}

    def __init__(self, *args, about=ME, **more):
        super().__init__(*args, about=about, **more)
        if about == ME:
            del self.fields["consent"]


class YouForm(PublicForm):
    """About whoever tells us of somebody else. They need not say who they are."""

    reporter_kind = forms.ChoiceField(label="Who are you?", widget=forms.RadioSelect)
    reporter_name = forms.CharField(
        label="Your name", max_length=120, required=False, help_text="You do not have to tell us who you are."
    )
    reporter_organisation = forms.CharField(
        label="Where do you work, if you write from work?", max_length=120, required=False
    )
    reporter_phone = PhoneField(label="Your phone number", required=False)
    reporter_email = forms.EmailField(label="Your email", required=False)
    known = radios("Are you afraid of what might happen if others know that you told us?", YES_NO)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        others = [c for c in reference.choices("concern_reporter") if c[0] != "self"]
        self.fields["reporter_kind"].choices = others  # type: ignore[attr-defined]


STEPS = (
    Step("who", "Who are you worried about?", "Who are you worried about?", WhoForm),
    Step("person", "About you", "About them", PersonForm),
    Step("what", "What is happening?", "What is happening?", WhatForm),
    Step("wishes", "What you want", "What they want", WishForm),
    Step("you", "About you", "About you", YouForm, for_others=True),
)


class Answers(public.Answers):
    key, pages = "concern_being_written", STEPS


# --- sending ----------------------------------------------------------------------------------------------------------
def send(answers, *, robot=False):
    facts = answers.cleaned()
    own = facts.pop("about", ME) == ME
    facts |= {
        "channel": Concern.Channel.PUBLIC_FORM, "maybe_automated": robot,
        "reporter_protected": facts.pop("known", "no") == "yes",
    }  # fmt: skip
    if own:
        facts |= {"reporter_kind": "self", "knows": "yes", "consent": Concern.Consent.YES}
    else:
        facts["knows"] = {"not_asked": "no", "cannot": "unknown"}.get(facts["consent"], "yes")
    return actions.raise_concern(facts=facts, by=actions.PUBLIC_FORM)


def send_danger(said, *, robot=False):
    """Somebody is in danger now: whatever little was said is enough, and duty is alarmed."""
    own = said["about"] == ME
    facts = {
        "given_name": (said["name"] if own else said["who"])[:80], "what": said["what"] or NOTHING_SAID,
        "channel": Concern.Channel.PUBLIC_FORM, "in_danger": True, "safe_now": "no", "address": said["where"],
        "place": said["where"][:200] or "Not given", "phone": said["phone"] if own else "", "maybe_automated": robot,
        "reporter_kind": "self" if own else "other", "reporter_name": "" if own else said["name"],
        "reporter_phone": "" if own else said["phone"],
    }  # fmt: skip
    return actions.raise_concern(facts=facts, by=actions.PUBLIC_FORM)
