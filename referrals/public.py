"""The public form's answers: held in the server's session between the pages, and made into a referral at the end."""

from dataclasses import dataclass

from django.utils import timezone

from bep.kit import drafts
from referrals import actions
from referrals.forms import public as forms
from referrals.models import Referral

KEY = "referral_being_written"
SENT = "referral_sent"
KEPT_SECONDS = 60 * 60
ME, OTHER = forms.ME, forms.OTHER


@dataclass(frozen=True)
class Step:
    """One page: its name in the address, its heading for oneself and for others, its form."""

    name: str
    title: str
    title_other: str
    form: type
    for_others: bool = False

    def heading(self, about):
        return self.title if about == ME else self.title_other


STEPS = (
    Step("who", "Who needs help?", "Who needs help?", forms.WhoForm),
    Step("person", "About you", "About them", forms.PersonForm),
    Step("help", "What is happening?", "What is happening?", forms.HelpForm),
    Step("contact", "How we can reach you", "How we can reach them", forms.ContactForm),
    Step("you", "About you", "About you", forms.YouForm, for_others=True),
)


class Answers:
    """What somebody has typed so far. It never leaves the server: the browser holds the session's key alone."""

    key, pages = KEY, STEPS  # another public form has its own

    def __init__(self, request):
        self.session, self.signed_in = request.session, request.user.is_authenticated
        self.held = request.session.get(self.key, {})

    @property
    def about(self):
        return (self.held.get("who") or {}).get("about", ME)

    def keep(self, name, posted):
        data = {k: v if len(v) > 1 else v[0] for k, v in posted.lists() if k != "csrfmiddlewaretoken"}
        self.held = {**self.held, name: data}
        self.session[self.key] = self.held
        if not self.signed_in:
            self.session.set_expiry(KEPT_SECONDS)

    def forget(self):
        self.session.pop(self.key, None)
        self.held = {}

    def steps(self):
        return [step for step in self.pages if not step.for_others or self.about == OTHER]

    def form(self, step, posted=None):
        """The step's form: posted, else as it was left, else empty."""
        held = self.held.get(step.name)
        form = step.form(posted, about=self.about)
        if held and posted is None:
            drafts.restore(form, held)
        return form

    def bound(self, step):
        return step.form(drafts.as_post(self.held.get(step.name) or {}), about=self.about)

    def first_unfinished(self):
        return next((step for step in self.steps() if not self.bound(step).is_valid()), None)

    def cleaned(self):
        facts = {}
        for step in self.steps():
            form = self.bound(step)
            form.full_clean()
            facts |= form.cleaned_data
        return facts

    def rows(self, step):
        """Question and answer, for checking and to be kept word for word."""
        form = self.bound(step)
        form.full_clean()
        return [(bound.label, said(bound)) for bound in form if said(bound)]


def said(bound):
    """The answer as its asker reads it."""
    value = bound.form.cleaned_data.get(bound.name)
    choices = dict(getattr(bound.field, "choices", ()) or ())
    if isinstance(value, list):
        return ", ".join(str(choices.get(v, v)) for v in value)
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    return str(choices.get(value, value)) if value not in (None, "") else ""


# --- sending ----------------------------------------------------------------------------------------------------------
def send(answers, *, robot=False):
    """Makes the referral; the same action that workers use, by the form's own name."""
    facts = answers.cleaned()
    own = answers.about == ME
    may_name, _ = facts.pop("may_name", "yes"), facts.pop("about", None)
    facts |= {
        "channel": Referral.Channel.PUBLIC_FORM,
        "source": "self" if own else facts["source"],
        "consent": Referral.Consent.YES if own else facts["consent"],
        "referrer_may_be_named": may_name == "yes",
        "referrer_agreed_at": None if own else timezone.now(),
        "first_contact": timezone.localdate(),
        "maybe_automated": robot,
        "as_received": {step.name: answers.rows(step) for step in answers.steps()},
    }
    return actions.receive(facts=facts, by=actions.PUBLIC_FORM)


def send_danger(said, *, robot=False):
    """Somebody is in danger now: whatever little was said is enough, and duty is alarmed."""
    own = said["about"] == ME
    person = {"given_name": said["name"], "phone": said["phone"]} if own else {"given_name": said["who"]}
    referrer = {} if own else {"referrer_name": said["name"] or "Name not given", "referrer_phone": said["phone"]}
    facts = person | referrer | {
        "given_name": person["given_name"][:80], "channel": Referral.Channel.PUBLIC_FORM, "in_danger": True,
        "source": "self" if own else "relative_or_friend", "reason": said["what"], "address": said["where"],
        "first_contact": timezone.localdate(), "maybe_automated": robot, "as_received": {"danger": said},
    }  # fmt: skip
    return actions.receive(facts=facts, by=actions.PUBLIC_FORM)
