from django import forms

from bep.kit.fields import DateField3


class DeathForm(forms.Form):
    death_date = DateField3(label="Date of death", past=True)
    reason = forms.CharField(label="Who told us?", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionedReasonForm(forms.Form):
    reason = forms.CharField(label="How do you know that it was a mistake?", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
