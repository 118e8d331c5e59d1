"""Fields that this room's forms share."""

from datetime import date

from django import forms
from django.utils.html import format_html

from bep.kit import clock
from bep.kit.fields import TypedField, read_date, read_month
from bep.kit.forms import long_answer


class Versioned(forms.Form):
    """A form that carries the version it opened, so that a second saver is refused (bep.kit.locking)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def pick(label, choices, help_text="", required=True):
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=required, help_text=help_text
    )


def select(label, choices, help_text="", required=True):
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=help_text)


def ticks(label, choices, help_text=""):
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, help_text=help_text
    )


def words(label, help_text="", rows=3, required=False, length=None):
    return long_answer(length, label=label, help_text=help_text, rows=rows, required=required)


def line(label, help_text="", length=120, required=False):
    return forms.CharField(label=label, help_text=help_text, max_length=length, required=required)


def shortly(label, rest):
    """A short label whose full words are there for those who hear the page."""
    return format_html('{}<span class="govuk-visually-hidden">{}</span>', label, rest)


def score(label):
    """How close I am: nought to ten, or not said."""
    choices = [("", "–"), *((n, str(n)) for n in range(11))]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None, required=False)


class DayField(TypedField):
    """A day on one line: "20 Dec" (the next one), "20 December 2026" or "20/12/2026"."""

    noun = "The day"
    input_attrs = {"class": "govuk-input--width-10", "autocomplete": "off"}

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return value or None
        found = read_date(value) or next_day(value)
        if found is None:
            raise self.refuse("must be a day, like 20 Dec or 20 December 2026")
        return found

    def prepare_value(self, value):
        return f"{value:%-d %B %Y}" if isinstance(value, date) else value

    def run_validators(self, value):
        """A day is checked above; the validators of text do not fit it."""


def next_day(typed):
    """The next day of that name: "20 Dec" in January means December of the same year."""
    parts = str(typed).replace("/", " ").split()
    if len(parts) != 2 or not parts[0].isdecimal() or not (month := read_month(parts[1])):
        return None
    today = clock.today()
    for year in range(today.year, today.year + 5):
        try:
            if (day := date(year, month, int(parts[0]))) >= today:
                return day
        except ValueError:  # 29 February: the next leap year has one
            continue
    return None
