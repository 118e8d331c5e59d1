"""Forms of the rota."""

from django import forms

from amhp_rota.models import Absence, Amhp, Duty, ShiftKind
from bep.kit.fields import DateField3
from bep.kit.forms import long_answer

REASON = {"max_length": 300, "rows": 3}


class PeriodForm(forms.Form):
    first = DateField3(label="From")
    last = DateField3(label="To, that day included")


class SolveForm(forms.Form):
    seconds = forms.TypedChoiceField(
        label="How long to look", coerce=int, initial=30,
        choices=[(10, "10 seconds"), (30, "30 seconds"), (120, "2 minutes"), (600, "10 minutes")],
    )  # fmt: skip


class PublishForm(forms.Form):
    gaps_accepted = forms.BooleanField(label="Publish with the gaps that it has", required=False)


class ShiftForm(forms.Form):
    amhp = forms.ModelChoiceField(
        Amhp.objects.filter(on_rota=True).select_related("worker"),
        label="Who is on",
        required=False,
        empty_label="Nobody",
    )


class CalendarFilter(forms.Form):
    amhp = forms.ModelChoiceField(
        Amhp.objects.filter(on_rota=True).select_related("worker"),
        label="AMHP",
        required=False,
        empty_label="Everybody",
    )
    area = forms.ChoiceField(label="Area", required=False)
    mark_optional = False

    def __init__(self, *args, areas=(), **more):
        super().__init__(*args, **more)
        self.fields["area"].choices = [("", "All areas"), *((a, a) for a in areas)]
        if not areas:
            del self.fields["area"]


class OfferForm(forms.Form):
    asked = forms.ModelChoiceField(Amhp.objects.none(), label="Whom you ask", required=False, empty_label="Anybody")
    back = forms.ModelChoiceField(
        Duty.objects.none(), label="Their duty that you would take for it", required=False, empty_label="None"
    )
    reason = forms.CharField(label="Why", max_length=300, required=False)

    def __init__(self, *args, giver, after, **more):
        super().__init__(*args, **more)
        others = Amhp.objects.filter(on_rota=True).exclude(pk=giver.pk).select_related("worker")
        self.fields["asked"].queryset = others
        duties = Duty.objects.filter(day__gte=after, rota__state="published").exclude(amhp=giver)
        self.fields["back"].queryset = duties.select_related("kind", "amhp__worker")
        self.fields["back"].label_from_instance = lambda duty: f"{duty.amhp}: {duty}"


class GiveForm(OfferForm):
    """A manager's swap: to somebody, with a reason."""

    field_order = ["asked", "back", "reason"]

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["asked"].label, self.fields["asked"].required = "Who takes it", True
        self.fields["back"].label = "Their duty that goes back for it"
        self.fields["reason"].required = True


class ReasonForm(forms.Form):
    reason = long_answer(label="Why", **REASON)


class AgainForm(forms.Form):
    words = long_answer(label="What you say to it", required=False, **REASON)


class LeaveForm(forms.Form):
    first = DateField3(label="First day of leave", future=True)
    last = DateField3(label="Last day of leave", future=True)

    def clean(self):
        facts = super().clean()
        if facts.get("first") and facts.get("last") and facts["last"] < facts["first"]:
            self.add_error("last", "Last day of leave must be on or after the first")
        return facts


class AwayForm(forms.Form):
    amhp = forms.ModelChoiceField(
        Amhp.objects.select_related("worker"), label="Who is away", empty_label="Choose an AMHP"
    )
    kind = forms.ChoiceField(
        label="Why", choices=[c for c in Absence.Kind.choices if c[0] != "leave"], widget=forms.RadioSelect
    )
    first = DateField3(label="From")
    last = DateField3(label="To, that day included, if known", required=False)


class WishForm(forms.Form):
    day = DateField3(label="Day", future=True)
    wants = forms.TypedChoiceField(
        label="Which", coerce=lambda v: v == "yes", widget=forms.RadioSelect,
        choices=[("yes", "I would like to be on duty"), ("no", "I would rather not be on duty")],
    )  # fmt: skip
    kind = forms.ModelChoiceField(
        ShiftKind.objects.filter(closed=None), label="Shift", required=False, empty_label="Any shift"
    )
