from django import forms

from bep.kit.fields import DateField3
from people.forms.coded import one_of


class StatusForm(forms.Form):
    starts = DateField3(label="Since when?", past=True)
    note = forms.CharField(label="Anything to add", max_length=200, required=False)
    field_order = ["value", "starts", "note"]

    def __init__(self, *args, field, **kwargs):
        super().__init__(*args, **kwargs)
        label = {"accommodation_status": "Where do they live?", "employment_status": "What work do they have?"}[field]
        self.fields["value"] = one_of(field, label, required=True)
        self.order_fields(self.field_order)
