"""Forms of hubs, their weekly sessions and the directory."""

from django import forms

from bep.access.models import Locality
from bep.kit import reference
from bep.kit.fields import DateField3, FewOrNamed, PhoneField, PostcodeField, TimeField
from bep.kit.forms import long_answer
from referrals.models import Hub, Organisation, SessionRule, Signpost

WIDTH_3 = {"inputmode": "numeric", "class": "govuk-input--width-3"}


class HubForm(forms.ModelForm):
    postcode = PostcodeField(label="Postcode")
    phone = PhoneField(label="Phone", required=False)
    closed = DateField3(label="Closed on", required=False)
    locality = forms.ModelChoiceField(
        Locality.objects, label="Part of the area", required=False, empty_label="The whole area"
    )

    class Meta:
        model = Hub
        fields = (
            "name", "address", "postcode", "locality", "directions", "accessible", "access_notes", "phone", "closed",
        )  # fmt: skip
        labels = {"accessible": "Step-free"}
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("address", "directions", "access_notes")}


class SessionRuleForm(forms.ModelForm):
    starts, ends = TimeField(label="From"), TimeField(label="To")
    places = forms.IntegerField(label="Places", min_value=1, max_value=40, widget=forms.TextInput(WIDTH_3))
    first_day = DateField3(label="First day")
    last_day = DateField3(label="Last day", required=False)

    class Meta:
        model = SessionRule
        fields = ("weekday", "starts", "ends", "places", "drop_in", "partners", "first_day", "last_day")
        labels = {"drop_in": "People may also drop in"}

    def clean(self):
        facts = super().clean()
        if facts.get("starts") and facts.get("ends") and facts["ends"] <= facts["starts"]:
            self.add_error("ends", "The end must be later than the beginning")
        return facts


class SessionChangeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    starts, ends = TimeField(label="From"), TimeField(label="To")
    places = forms.IntegerField(label="Places", min_value=1, max_value=40, widget=forms.TextInput(WIDTH_3))
    drop_in = forms.BooleanField(label="People may also drop in", required=False)
    partners = forms.CharField(label="Partners and volunteers present", max_length=300, required=False)


class WeekFilter(forms.Form):
    hub = FewOrNamed(Hub.objects.filter(closed=None), label="Hub", required=False, empty_label="All hubs")
    mark_optional = False


class DirectoryFilter(forms.Form):
    need = forms.ChoiceField(label="Need", required=False)
    postcode = forms.CharField(
        label="Postcode", required=False, widget=forms.TextInput({"class": "govuk-input--width-10"})
    )
    words = forms.CharField(label="Words", required=False)
    mark_optional = False

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["need"].choices = reference.choices("community_need", blank="Any")


class OrganisationForm(forms.ModelForm):
    needs = forms.MultipleChoiceField(label="What they help with", widget=forms.CheckboxSelectMultiple)
    offers = long_answer(label="What they offer", max_length=1000, rows=3)
    serves = forms.CharField(
        label="Whom they serve",
        required=False,
        help_text="Outward postcodes, such as HA8 NW9; empty for the whole area.",
    )
    phone = PhoneField(label="Phone", required=False)
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    postcode = PostcodeField(label="Postcode", required=False)
    checked_on = DateField3(label="Last checked", past=True, required=False)
    closed = DateField3(label="Closed on", required=False)

    class Meta:
        model = Organisation
        fields = (
            "name", "offers", "needs", "serves", "phone", "email", "website", "address", "postcode", "how_to_join",
            "checked_on", "closed",
        )  # fmt: skip
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("address", "how_to_join")}

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["needs"].choices = reference.choices("community_need")
        if self.instance.pk:
            self.initial["serves"] = " ".join(self.instance.serves)

    def clean_serves(self):
        return self.cleaned_data["serves"].upper().replace(",", " ").split()


class HeardBackForm(forms.Form):
    helped = forms.ChoiceField(label="Did it help?", choices=Signpost.Helped.choices, widget=forms.RadioSelect)
