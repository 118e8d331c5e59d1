"""Form fields of this room."""

from django import forms
from django.db.models import Q

from bep.kit.fields import FewOrNamed
from bep.kit.forms import long_answer

SMALL = {"class": "govuk-radios--small"}


class VersionedForm(forms.Form):
    """Carries the version that its reader opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ProviderField(FewOrNamed):
    """A provider; typed where they are many, by name, or by “name, postcode” where several bear it."""

    def label_from_instance(self, provider):
        return ", ".join(filter(None, (provider.name, provider.postcode)))

    def to_python(self, value):
        words = value.strip() if isinstance(value, str) else ""
        if not words or words.isdecimal():
            return super().to_python(value)
        name, _, postcode = (part.strip() for part in words.rpartition(","))
        found = list(self.queryset.filter(Q(name__iexact=words) | Q(name__iexact=name, postcode__iexact=postcode))[:2])
        if len(found) > 1:
            raise forms.ValidationError(f"{self.label} Several are called “{words}”: add a comma and the postcode.")
        return found[0] if found else super().to_python(value)


def pick(label, choices=(), *, required=True, **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(SMALL), required=required, **more)


def tick(label, **more):
    return forms.BooleanField(label=label, required=False, **more)


def line(label, length=120, *, required=True, **more):
    return forms.CharField(label=label, max_length=length, required=required, **more)


def words(label, rows=3, *, required=True, length=6000, **more):
    return long_answer(length, label=label, rows=rows, required=required, **more)
