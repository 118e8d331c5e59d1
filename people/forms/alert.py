from django import forms

from bep.kit.fields import DateField3
from people.forms.coded import one_of


class AlertForm(forms.Form):
    kind = one_of("", "Kind of alert", name="alert_kind", required=True)
    words = forms.CharField(
        label="What a colleague needs to know", max_length=200,
        help_text="One plain sentence that you could show to the person. It stands at the head of every page about them.",
    )  # fmt: skip
    person_told = forms.TypedChoiceField(
        label="Have they been told of this alert?", widget=forms.RadioSelect,
        choices=[("yes", "Yes, they know"), ("no", "No, they have not been told")], coerce=lambda answer: answer == "yes",
    )  # fmt: skip
    why_not_told = forms.CharField(label="Why have they not been told?", max_length=300, required=False)
    review_on = DateField3(label="When is it looked at again?", future=True)
    reveals = {"person_told": {"no": ["why_not_told"]}}


class ReasonForm(forms.Form):
    """One reason, for whatever only needs one."""

    reason = forms.CharField(label="Why?", widget=forms.Textarea({"rows": 3}), max_length=300)

    def __init__(self, *args, question="Why?", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = question
