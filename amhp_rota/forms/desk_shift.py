from django import forms

from amhp_rota.forms.desk import line, words
from amhp_rota.queries.desk_shift import comes_on_next, everybody_at_desk
from bep.access.models import Worker
from bep.kit.fields import PhoneField

FOR_ALL = "The mood of the night, beds, colleagues. What is about a person goes in their own paragraph."


class HandoverForm(forms.Form):
    """One paragraph for each request, made from the log; whoever hands over edits them."""

    to = forms.ModelChoiceField(
        label="Who comes on?", queryset=Worker.objects.none(), required=False, empty_label="Whoever is next"
    )
    words = words("For everybody", required=False, rows=3, help_text=FOR_ALL)

    def __init__(self, *args, requests, lines, worker, **more):
        super().__init__(*args, **more)
        self.requests = requests
        self.fields["to"].queryset = everybody_at_desk().exclude(pk=worker.pk)
        self.fields["to"].initial = comes_on_next()
        for request in requests:
            name = f"line_{request.pk}"
            self.fields[name] = words(f"{request.person.name}, {request}", required=False, rows=5)
            self.fields[name].initial = lines.get(request.pk, "")

    def facts(self):
        said = self.cleaned_data
        lines = [(request, said[f"line_{request.pk}"].strip()) for request in self.requests]
        return {"words": said["words"], "to": said["to"], "lines": [(r, line) for r, line in lines if line]}


class VisitForm(forms.Form):
    where = line("Where to?", 200)
    phone = PhoneField(label="The phone you carry")
    minutes = forms.IntegerField(label="You will be heard of within, minutes", min_value=5, max_value=480, initial=60)
    backup = forms.ModelChoiceField(
        label="Your back-up", queryset=Worker.objects.none(), required=False, empty_label="Nobody in particular"
    )
    with_whom = line("Who goes along?", 200, required=False, help_text="Doctors, police, interpreter")
    plan = words("The plan, and what could go wrong", rows=2, required=False)

    def __init__(self, *args, worker, **more):
        super().__init__(*args, **more)
        self.fields["backup"].queryset = everybody_at_desk().exclude(pk=worker.pk)


class ReachedForm(forms.Form):
    words = words("How did you reach them, and how are they?", rows=2, length=300)
