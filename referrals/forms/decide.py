"""Forms that decide: match, triage, close, answer."""

from django import forms

from bep.kit.forms import long_answer
from referrals.forms.take import SMALL, MatchForm
from referrals.models import Organisation, Referral
from referrals.states import REFERRAL


class VersionedForm(forms.Form):
    """Carries the version that its reader opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(VersionedForm):
    reason = long_answer(label="Why", max_length=2000, rows=3)


class AnswerAlarmForm(VersionedForm):
    reason = long_answer(
        label="What you are doing about it", max_length=1000, rows=3,
        help_text="For example: called her, police on the way. Everybody's alarm goes out once you save.",
    )  # fmt: skip


class RematchForm(MatchForm, VersionedForm):
    """Matching a referral that is here already."""

    field_order = ("match",)


class DecisionForm(VersionedForm):
    """What happens to it, and why. `moves` are those of the table that this worker may make from here."""

    verb = forms.ChoiceField(label="What happens now?", widget=forms.RadioSelect(SMALL))
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.filter(closed=None), label="Which organisations", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    sent_to = forms.CharField(label="Which service", max_length=160, required=False)
    same_as = forms.ModelChoiceField(
        Referral.objects.none(),
        label="Which referral it repeats",
        required=False,
        widget=forms.RadioSelect(SMALL),
        empty_label=None,
    )
    reason = long_answer(label="Why", max_length=2000, rows=3)
    also_safeguarding = forms.BooleanField(label="Raise a safeguarding concern as well", required=False)

    reveals = {
        "verb": {"signpost": ["organisations"], "send_to_secondary_care": ["sent_to"], "mark_duplicate": ["same_as"]}
    }
    hints = {
        "verb": {
            "offer_appointment": "At a hub within 14 days of first contact, at home within 28.",
            "go_to_choice_meeting": "When an appointment would only delay what is plainly needed.",
            "send_to_amhp": "The AMHP service takes it from here at once.",
            "refuse": "Too young, or another council's; say in the reason where they were sent.",
        }
    }

    def __init__(self, *args, moves=(), same_as=(), **more):
        super().__init__(*args, **more)
        self.fields["verb"].choices = [(m.verb, m.sentence) for m in moves]
        self.fields["same_as"].queryset = Referral.objects.filter(pk__in=[r.pk for r in same_as])
        self.fields["same_as"].label_from_instance = duplicate_line


def duplicate_line(referral):
    return f"{referral.reference}: {referral.given_as}, received {referral.received_at:%-d %B}"


def moves_for(referral, worker, event):
    """The verbs that a screen offers: the table's, from here, for this worker, of the action that the screen calls."""
    return [m for m in REFERRAL.open_moves(referral, worker) if m.event == event]
