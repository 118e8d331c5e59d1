"""Form fields of this room."""

from django import forms

from bep.kit.forms import long_answer

SMALL = {"class": "govuk-radios--small"}


class VersionedForm(forms.Form):
    """Carries the version that its reader opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def pick(label, choices=(), *, required=True, **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(SMALL), required=required, **more)


def tick(label, **more):
    return forms.BooleanField(label=label, required=False, **more)


def line(label, length=120, *, required=True, **more):
    return forms.CharField(label=label, max_length=length, required=required, **more)


def words(label, rows=3, *, required=True, length=6000, **more):
    return long_answer(length, label=label, rows=rows, required=required, **more)
