"""What a reader of the log asks for."""

from django import forms
from django.apps import apps

from bep.access.models import Worker
from bep.audit import subjects
from bep.audit.guards import APPEND_ONLY, UNGUARDED
from bep.kit.fields import DateField3


class DaysForm(forms.Form):
    """Any question to the log, within days."""

    starts = DateField3(label="From", required=False)
    ends = DateField3(label="To", required=False)

    def clean(self):
        data = super().clean()
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", "The last day must not be before the first")
        return data


class PersonForm(DaysForm):
    reference = forms.CharField(label="Person’s reference", max_length=16)
    field_order = ("reference",)

    def clean_reference(self):
        if not subjects.find(self.cleaned_data["reference"]):
            raise forms.ValidationError("No person has this reference: check it against the record or the letter")
        return self.cleaned_data["reference"].strip().upper()


class WorkerForm(DaysForm):
    worker = forms.ModelChoiceField(Worker.objects.order_by("name"), label="Worker", empty_label="Choose a worker")
    field_order = ("worker",)


class RecordForm(forms.Form):
    """One row of one table: what it says, and what it said before."""

    kind = forms.ChoiceField(label="Kind of record", choices=lambda: kinds())
    number = forms.CharField(label="Its number", max_length=60, help_text="As the log writes it, such as 41")


def kinds():
    """[(label, name)] of every kind of record whose history the database keeps."""
    unkept = APPEND_ONLY | UNGUARDED.keys()
    kept = [model for model in apps.get_models() if model._meta.db_table not in unkept]
    return sorted(
        ((m._meta.label_lower, str(m._meta.verbose_name).capitalize()) for m in kept), key=lambda pair: pair[1]
    )
