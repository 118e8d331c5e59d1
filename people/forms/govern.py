from datetime import timedelta

from django import forms

from bep.access.models import Worker
from bep.kit import clock
from bep.kit.fields import DateField3
from people.models import Involvement, Person
from people.search import understand


class RestrictForm(forms.Form):
    keep = forms.ModelMultipleChoiceField(
        label="Who of those working with them keeps access?", queryset=Worker.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Nobody is ticked: somebody close to the person may be among them.",
    )  # fmt: skip
    reason = forms.CharField(label="Why is the record restricted?", widget=forms.Textarea({"rows": 3}), max_length=500)

    def __init__(self, person, *args, **kwargs):
        super().__init__(*args, **kwargs)
        working = Involvement.objects.filter(person=person).current().exclude(worker=None)
        self.fields["keep"].queryset = Worker.objects.filter(pk__in=working.values("worker"), is_active=True)


class GrantForm(forms.Form):
    worker = forms.CharField(label="The worker’s email address", max_length=254)
    until = DateField3(
        label="Until the end of which day?", future=True, required=False, help_text="Blank: until revoked."
    )
    reason = forms.CharField(label="Why do they need it?", widget=forms.Textarea({"rows": 3}), max_length=500)

    def clean_worker(self):
        worker = Worker.objects.filter(email__iexact=self.cleaned_data["worker"].strip()).first()
        if worker is None:
            raise forms.ValidationError("Nobody here has this email address: check its spelling")
        return worker

    def clean_until(self):
        day = self.cleaned_data["until"]
        return clock.at(day + timedelta(days=1)) if day else None


class MergeChoiceForm(forms.Form):
    """Two records by their references."""

    one = forms.CharField(label="Reference of one record", max_length=20)
    other = forms.CharField(label="Reference of the other record", max_length=20)

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker

    def clean_one(self):
        return self.found("one")

    def clean_other(self):
        return self.found("other")

    def found(self, name):
        asked = understand(self.cleaned_data[name])
        person = Person.objects.governed_by(self.worker).filter(reference=asked.reference or "-").first()
        if person is None:
            raise forms.ValidationError("No standing record has this reference: check it")
        return person


class MergeForm(forms.Form):
    kept = forms.TypedChoiceField(label="Which record is kept?", widget=forms.RadioSelect, coerce=int)
    reason = forms.CharField(
        label="How do you know that they are one person?", widget=forms.Textarea({"rows": 3}), max_length=500
    )

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [(person.pk, person.reference) for person in people]
