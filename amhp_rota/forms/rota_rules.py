"""Forms of the rota's own data: shifts, cover and rules."""

import re

from django import forms

from amhp_rota.models import CoverRule, RotaRule, ShiftKind
from bep.kit import clock
from bep.kit.fields import DateField3, TimeField

NARROW = {"class": "govuk-input--width-4", "inputmode": "numeric"}
SPAN = re.compile(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")


def count(label, least, most, **more):
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=forms.TextInput(NARROW), **more)


class ShiftKindForm(forms.Form):
    name = forms.CharField(label="Name", max_length=40)
    starts = TimeField(label="Starts at")
    hours = forms.DecimalField(
        label="Length in hours, by the clock on the wall", min_value=0.5, max_value=24, widget=forms.TextInput(NARROW)
    )
    night = forms.BooleanField(label="It is a night: only those who work nights are on it", required=False)
    backup = forms.BooleanField(label="It is a back-up: stands by for whoever is on duty", required=False)
    unsocial = forms.CharField(
        label="Hours of a weekday that are not unsocial",
        max_length=20,
        required=False,
        help_text="Such as 08:00-20:00.",
    )

    def clean_unsocial(self):
        said = self.cleaned_data["unsocial"].replace(" ", "").replace("–", "-")
        if said and not SPAN.match(said):
            raise forms.ValidationError("Hours of a weekday that are not unsocial must be like 08:00-20:00")
        return said


class CloseForm(forms.Form):
    closed = DateField3(label="Nobody is asked for it from")


class CoverForm(forms.Form):
    kind = forms.ModelChoiceField(ShiftKind.objects.filter(closed=None), label="Shift", empty_label=None)
    area = forms.CharField(label="Area", max_length=20, required=False, help_text="Empty where the rota has no areas.")
    days = forms.ChoiceField(
        label="On which days", choices=CoverRule.Days.choices, widget=forms.RadioSelect,
        help_text="The most particular word counts: a bank holiday before a weekend, a weekend before every day.",
    )  # fmt: skip
    need = count("How many are needed", 0, 20)
    first = DateField3(label="From")


class LastForm(forms.Form):
    last = DateField3(label="Last day on which it holds")


class RuleForm(forms.Form):
    form = forms.ChoiceField(label="What kind of rule", choices=RotaRule.Form.choices, widget=forms.RadioSelect)
    number = forms.DecimalField(
        label="The number",
        max_digits=6,
        decimal_places=1,
        widget=forms.TextInput(NARROW),
        help_text="The hours, the days or the duties.",
    )
    of = count("Of how many weekends, or in how many days", 0, 60, required=False)
    kinds = forms.MultipleChoiceField(
        label="For which shifts", required=False, widget=forms.CheckboxSelectMultiple, help_text="None ticked: all."
    )
    sentence = forms.CharField(label="The sentence that a reader sees", max_length=200)
    hard = forms.TypedChoiceField(
        label="May it be broken?", coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", "Never: no rota that breaks it is published"), ("no", "Yes, where nothing better is found, at a cost")],
    )  # fmt: skip
    weight = count("What each breach counts, where it may be broken", 1, 1000, help_text="A refused wish counts 3.")
    bend = count(
        "What it counts to let it give, when no rota can keep every rule",
        0,
        1000,
        help_text="Nought: it is never proposed to give.",
    )
    source = forms.CharField(label="Where it comes from", max_length=200)
    status = forms.ChoiceField(label="How sure that is", choices=RotaRule.Status.choices, widget=forms.RadioSelect)
    first = DateField3(label="From")

    def __init__(self, *args, rule=None, **more):
        super().__init__(*args, **more)
        self.fields["kinds"].choices = list(ShiftKind.objects.filter(closed=None).values_list("code", "name"))
        if rule:
            del self.fields["form"]
        if (rule.form if rule else None) not in (None, RotaRule.Form.WEEKENDS, RotaRule.Form.HOURS):
            del self.fields["of"]

    def clean(self):
        facts = super().clean()
        facts["of"] = facts.get("of") or 0
        return facts


def rule_initial(rule):
    """A rule as its form says it; from tomorrow, unless it has yet to begin."""
    said = {
        name: getattr(rule, name)
        for name in ("number", "of", "kinds", "sentence", "weight", "bend", "source", "status")
    }
    soon = max(rule.first, clock.today())
    return said | {"number": f"{float(rule.number):g}", "hard": "yes" if rule.hard else "no", "first": soon}
