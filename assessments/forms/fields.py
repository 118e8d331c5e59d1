"""Fields that this room's forms share."""

from django import forms

from bep.kit.forms import long_answer

YES_NO = [("yes", "Yes"), ("no", "No")]


class Versioned(forms.Form):
    """A form that carries the version it opened, so that a second saver is refused (bep.kit.locking)."""

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)

    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def pick(label, choices, help_text="", required=False):
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=required, help_text=help_text
    )


def yes_no(label, help_text=""):
    return pick(label, YES_NO, help_text)


def ticks(label, choices, help_text=""):
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, help_text=help_text
    )


def paragraphs(label, help_text="", rows=4, required=False):
    return long_answer(label=label, help_text=help_text, rows=rows, required=required)


def line(label, help_text="", length=120, required=False):
    return forms.CharField(label=label, help_text=help_text, max_length=length, required=required)
