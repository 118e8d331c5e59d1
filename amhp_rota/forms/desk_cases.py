from django import forms

from amhp_rota.forms.desk import line, pick, words
from amhp_rota.forms.desk import words as words_
from amhp_rota.models import MhaCase
from bep.kit import clock
from bep.kit.fields import DateField3


class Held(forms.Form):
    keys = line("Keys that we hold, and where", 200, required=False)
    pets = line("Pets, and who has them", 200, required=False)
    inventory = words("Inventory: what is kept or secured", required=False)
    words = words("Conditions, what is asked, what to know", required=False)
    report = words_("The report on social circumstances", required=False, rows=12)


class CaseForm(Held):
    field_order = ["kind", "began_on", "section"]
    kind = pick("What kind of work?", MhaCase.Kind.choices)
    began_on = DateField3(label="Accepted, ordered or asked on", past=True)
    section = line("Section, if one applies", 20, required=False, help_text="Such as 37, 41 or 47")
    reveals = {"kind": {"property": ["keys", "pets", "inventory"], "s14": ["report"]}}

    def __init__(self, *args, **more):
        super().__init__(*args, initial={"began_on": clock.today()}, **more)


class KeepForm(Held):
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    reason = words("How did it end?", rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DoneForm(forms.Form):
    words = words("What was done, and where can it be read?", rows=2, length=300)
