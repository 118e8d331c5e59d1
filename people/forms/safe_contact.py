from django import forms

from people.models import SafeContact

QUESTIONS = {
    "phone": "May we call them?",
    "text": "May we send text messages?",
    "email": "May we send email?",
    "letter": "May we send letters?",
    "visit": "May we visit them at home?",
}


class SafeContactForm(forms.ModelForm):
    """Asked of the person themselves, alone where that matters."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    groups = [
        ("Which ways are safe?", list(QUESTIONS)),
        ("What must we mind?", ["must_not_know", "times", "safe_address", "note"]),
    ]
    mark_optional = False
    dense = True

    class Meta:
        model = SafeContact
        fields = (*QUESTIONS, "must_not_know", "times", "safe_address", "note")
        widgets = {way: forms.RadioSelect({"class": "govuk-radios--inline"}) for way in QUESTIONS} | {
            "safe_address": forms.Textarea({"rows": 3}),
            "note": forms.Textarea({"rows": 3}),
        }
        labels = QUESTIONS | {
            "must_not_know": "Who must not know that we are in touch?",
            "times": "When is it safe?",
            "safe_address": "Where do letters go, if not home?",
            "note": "Anything else",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Nobody opened a version of what was not there yet.
        self.initial["version"] = self.instance.version if self.instance.pk else 0

    def _post_clean(self):
        """The record itself is the action's to change: two versions can only be compared while it is as it was."""
