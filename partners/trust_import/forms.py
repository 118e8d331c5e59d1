"""Sending a file in, and deciding whom a record is about."""

from django import forms

from bep.kit.fields import FileField
from bep.kit.forms import long_answer
from partners.trust_import.profile import profiles
from partners.trust_import.reading import ENCODINGS
from referrals.forms.take import describe

SMALL = {"class": "govuk-radios--small"}


class SendForm(forms.Form):
    """The kind of file, how its letters are kept, and the file."""

    profile = forms.ChoiceField(label="Which system is it from?", widget=forms.RadioSelect(SMALL))
    encoding = forms.ChoiceField(
        label="How are its letters kept?",
        choices=list(ENCODINGS.items()),
        initial="utf-8",
        widget=forms.RadioSelect(SMALL),
    )
    file = FileField(label="The file", kinds=("csv", "txt"), megabytes=5)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["profile"].choices = [(name, profile.label) for name, profile in profiles().items()]
        self.fields["profile"].initial = next(iter(profiles()))


class DecideForm(forms.Form):
    """One of those we know, somebody new, or refused with a reason."""

    NEW, REFUSE, TAKE = "new", "refuse", "take"
    choice = forms.ChoiceField(label="Who is it?", widget=forms.RadioSelect(SMALL))
    reason = long_answer(2000, label="Why? The trust is told", rows=3, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    reveals = {"choice": {"refuse": ["reason"]}}

    def __init__(self, *args, candidates=(), changed=False, **more):
        super().__init__(*args, **more)
        choice = self.fields["choice"]
        known = [(c.key, describe(c)) for c in candidates if not c.hidden]
        if changed:
            choice.label = "What becomes of the change?"
            choice.choices = [(self.TAKE, "Take it over"), (self.REFUSE, "Leave ours as it is")]
        else:
            new = "None of these: register a new person" if known else "Register a new person"
            choice.choices = [*known, (self.NEW, new), (self.REFUSE, "Refuse the record")]
        self.hints = {"choice": {c.key: "; ".join(c.reasons) for c in candidates if not c.hidden}}
