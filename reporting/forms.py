from datetime import date

from dateutil.relativedelta import relativedelta
from django import forms

from bep.access.models import Team
from bep.kit import clock
from bep.kit.fields import FewOrNamed
from referrals.models import Hub
from reporting.activity import Scope, last_twelve_months


def months(count=36):
    """The last three years' months, newest first, as choices."""
    this = clock.today().replace(day=1)
    return [(m.isoformat(), f"{m:%B %Y}") for m in (this - relativedelta(months=n) for n in range(count))]


class ScopeForm(forms.Form):
    """From which month to which, of which team or hub. What makes no sense falls back to the last twelve months, and says so."""

    mark_optional = False
    first = forms.ChoiceField(label="From", choices=months, required=False)
    last = forms.ChoiceField(label="To", choices=months, required=False)
    team = FewOrNamed(Team.objects.all(), label="Team", required=False, empty_label="All teams")
    hub = FewOrNamed(Hub.objects.all(), label="Hub", required=False, empty_label="All hubs")

    def __init__(self, asked):
        first, last = last_twelve_months(clock.today())
        super().__init__({"first": first.isoformat(), "last": last.isoformat()} | asked.dict())

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            self.add_error("last", "The last month must not be before the first. Choose a later month.")
        return data

    def scope(self, worker):
        first, last = last_twelve_months(clock.today())
        if not self.is_valid():
            return Scope(worker, first, last)
        day = date.fromisoformat
        data = self.cleaned_data
        return Scope(
            worker, day(data["first"]) if data["first"] else first, day(data["last"]) if data["last"] else last,
            data["team"] and data["team"].pk, data["hub"] and data["hub"].pk,
        )  # fmt: skip
