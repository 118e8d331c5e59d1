"""Form fields for coded values: the list's own words, and a remark where nobody has confirmed the list."""

from django import forms
from django.utils.functional import lazy

from bep.kit import reference
from people.codes import LISTS, not_confirmed

NOT_KNOWN = "Not recorded"


def one_of(field, label, *, name=None, required=False, help_text=""):
    """A choice from the list of a person's field, or from the list `name`."""
    name = name or LISTS[field]
    # Read when the form is shown, not when the module is: lists are loaded data.
    words = lazy(lambda: " ".join(filter(None, (help_text, not_confirmed(name)))), str)()
    choices = lambda: reference.choices(name, blank="Choose one" if required else NOT_KNOWN)  # noqa: E731
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=words)


def some_of(field, label, *, help_text=""):
    return forms.MultipleChoiceField(
        label=label,
        choices=lambda: reference.choices(LISTS[field]),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )
