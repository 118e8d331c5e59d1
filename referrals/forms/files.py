from django import forms

from bep.kit.fields import FileField
from referrals import files


class AttachForm(forms.Form):
    file = FileField(label="File", kinds=[k.ending for k in files.TAKEN], megabytes=files.LIMIT_MEGABYTES)
