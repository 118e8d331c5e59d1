"""Asking for a return, and signing it off."""

from datetime import date, timedelta

from django import forms

from bep.kit import clock
from bep.kit.fields import DateField3
from bep.kit.forms import long_answer
from safeguarding.sac.units import Year, year_of


def last_quarters_end(today):
    """The last day of the quarter that ended before today."""
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def year_before(day):
    """The first day of the twelve months that end on a month's last day."""
    return (day + timedelta(days=1)).replace(year=(day + timedelta(days=1)).year - 1)


class AskForm(forms.Form):
    """Twelve months to the end of the last quarter, unless somebody needs another period."""

    mark_optional = False
    period_start = DateField3(label="From", past=True)
    period_end = DateField3(label="To", past=True)

    def __init__(self, *args, **more):
        end = last_quarters_end(clock.today())
        more["initial"] = {"period_start": year_before(end), "period_end": end}
        super().__init__(*args, **more)


def years_over():
    """Safeguarding years, April to March, that are over: the last first."""
    last = year_of(clock.today()).begins - 1
    return [(str(begins), str(Year(begins))) for begins in range(last, last - 3, -1)]


class YearForm(forms.Form):
    """A safeguarding year is frozen once it is over."""

    mark_optional = False
    year = forms.ChoiceField(label="Which year?", choices=years_over)

    def period(self):
        year = Year(int(self.cleaned_data["year"]))
        return {"period_start": year.first, "period_end": year.last}


class SignForm(forms.Form):
    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = long_answer(label="What did you look at before signing?", rows=3)
