from django import forms

from bep.access.models import Team
from bep.kit import reference
from bep.kit.fields import FewOrNamed
from referrals.models import Referral


class InboxFilter(forms.Form):
    """Which referrals the inbox lists."""

    q = forms.CharField(label="Name or reference", required=False)
    state = forms.ChoiceField(label="State", required=False)
    urgency = forms.ChoiceField(label="Urgency", required=False)
    source = forms.ChoiceField(label="From", required=False)
    team = FewOrNamed(Team.objects.filter(closed=None), label="Team", required=False, empty_label="Any team")
    unmatched = forms.BooleanField(label="Not matched", required=False)
    late = forms.BooleanField(label="Late", required=False)

    mark_optional = False

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        states = [("", "To be triaged"), ("open", "All open"), ("all", "All, closed ones too")]
        self.fields["state"].choices = states + [c for c in Referral.State.choices if c[0] != "received"]
        self.fields["urgency"].choices = [("", "Any"), *Referral.Urgency.choices]
        self.fields["source"].choices = reference.choices("referral_source", blank="Anybody")
