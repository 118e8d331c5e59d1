"""Forms of the team board: who takes whom, and who covers whom."""

from django import forms
from django.core.exceptions import ValidationError

from bep.kit import clock
from bep.kit.fields import DateField3
from bep.kit.forms import long_answer


class AllocateForm(forms.Form):
    """Who leads, the recommended worker first, each with their reasons. Choosing another needs one's own."""

    worker = forms.ChoiceField(label="Who will lead?", widget=forms.RadioSelect)
    reason = long_answer(
        label="Why this worker",
        rows=2,
        required=False,
        help_text="May be left empty for the recommended worker, whose reasons are then kept",
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(candidate.worker.pk): candidate for candidate in found}
        self.recommended = found[0] if found else None
        self.fields["worker"].choices = [(pk, self.label_of(candidate)) for pk, candidate in self.found.items()]
        self.hints = {"worker": {pk: candidate.words for pk, candidate in self.found.items()}}

    def label_of(self, candidate):
        return f"{candidate.worker.name} (recommended)" if candidate is self.recommended else candidate.worker.name

    def clean(self):
        found = super().clean()
        chosen = self.found.get(found.get("worker"))
        if chosen and chosen is not self.recommended and not found.get("reason", "").strip():
            self.add_error("reason", ValidationError("Why this worker: say it, since another is recommended"))
        return found

    def allocation(self):
        """What the action takes."""
        chosen = self.found[self.cleaned_data["worker"]]
        reason = self.cleaned_data["reason"].strip() or f"Recommended: {chosen.words}"
        return {"worker": chosen.worker, "reason": reason, "recommended": self.recommended.worker}


class CoverForm(forms.Form):
    absent = forms.ModelChoiceField(label="Who is away?", queryset=None, empty_label="Choose a colleague")
    covering = forms.ModelChoiceField(label="Who covers for them?", queryset=None, empty_label="Choose a colleague")
    first_day = DateField3(label="First day", future=True)
    last_day = DateField3(label="Last day", future=True)
    reason = forms.CharField(label="Reason", max_length=200, help_text="Such as annual leave; both colleagues see it")

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = self.fields["covering"].queryset = colleagues
        self.initial.setdefault("first_day", clock.today())

    def clean(self):
        found = super().clean()
        if found.get("absent") and found.get("absent") == found.get("covering"):
            self.add_error("covering", ValidationError("Who covers for them: choose somebody else than who is away"))
        return found

    def cover(self):
        """What the action takes: whole days in London, from this moment when the first is today."""
        found = dict(self.cleaned_data)
        first, last = found.pop("first_day"), found.pop("last_day")
        starts = clock.now() if first == clock.today() else clock.at(first)
        return found | {"starts": starts, "ends": clock.end_of(last)}
