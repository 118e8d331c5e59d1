"""Forms of the AMHP register."""

from django import forms

from amhp_rota.models import Amhp, Approval
from bep.access.models import Worker
from bep.kit.council import council
from bep.kit.fields import DateField3, FileField
from bep.kit.forms import long_answer

NUMBER = {"class": "govuk-input--width-4", "inputmode": "decimal"}


class EntryForm(forms.ModelForm):
    hours = forms.DecimalField(
        label="Contracted hours a week", required=False, min_value=1, max_value=48, widget=forms.TextInput(NUMBER),
        help_text="Leave empty for somebody who works as and when.",
    )  # fmt: skip
    areas = forms.CharField(label="Areas they serve", required=False, help_text="With a comma between; empty for any.")

    class Meta:
        model = Amhp
        fields = ("profession", "hours", "nights", "areas", "on_rota")
        labels = {"nights": "Works nights", "on_rota": "Takes part in the rota"}

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        if self.instance.pk:
            self.initial["areas"] = ", ".join(self.instance.areas)

    def clean_areas(self):
        return [word.strip() for word in self.cleaned_data["areas"].split(",") if word.strip()]

    def clean(self):
        super().clean()
        return self.cleaned_data | {"as_and_when": not self.cleaned_data.get("hours")}

    def _post_clean(self):
        """The action validates; the entry that is shown must stay what it was."""


class NewEntryForm(EntryForm):
    worker = forms.ModelChoiceField(Worker.objects.none(), label="Who", empty_label="Choose a worker")
    field_order = ["worker"]

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["worker"].queryset = Worker.objects.filter(is_active=True, amhp=None).order_by("name")


class ApprovalForm(forms.Form):
    council = forms.CharField(label="Approving council", max_length=120)
    first = DateField3(label="Approved from")
    last = DateField3(label="Approved to", required=False, help_text="Empty for the full five years.")

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["council"].initial = council().name


class EndForm(forms.Form):
    last = DateField3(label="Last day of approval")
    because = forms.ChoiceField(label="Why it ends", choices=Approval.Ended.choices, widget=forms.RadioSelect)
    words = long_answer(label="Reasons given to the AMHP", max_length=2000, rows=4)


class SuspendForm(forms.Form):
    first = DateField3(label="Suspended from")
    last = DateField3(label="Suspended to, if known", required=False)
    reason = long_answer(label="Why", max_length=2000, rows=3)


class LiftForm(forms.Form):
    last = DateField3(label="Last day of the suspension")


class TrainingForm(forms.Form):
    title = forms.CharField(label="What it was", max_length=160)
    day = DateField3(label="Completed on", past=True)
    hours = forms.DecimalField(label="Hours", min_value=0.5, max_value=100, widget=forms.TextInput(NUMBER))
    certificate = FileField(label="Certificate", required=False)


class SupervisionForm(forms.Form):
    day = DateField3(label="Held on", past=True)
    supervisor = forms.CharField(label="Supervisor", max_length=120)
    agreed = long_answer(label="What was agreed", max_length=2000, rows=3, required=False)
    next_due = DateField3(label="Next due by")


class ActingForForm(forms.Form):
    council = forms.CharField(label="The other council", max_length=120)
    first = DateField3(label="From")
    last = DateField3(label="Until, if known", required=False)
    told_on = DateField3(label="Told us on", past=True)
