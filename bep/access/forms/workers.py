from django import forms

from bep.access.models import Role, Team
from bep.kit import clock
from bep.kit.fields import DateField3, FewOrNamed, PhoneField


class DetailsForm(forms.Form):
    """Who a worker is."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(label="Work email address", help_text="They sign in with it.")
    job_title = forms.CharField(label="Job title", max_length=80, required=False)
    phone = PhoneField(label="Work telephone number", required=False)
    registration = forms.CharField(
        label="Professional registration",
        max_length=40,
        required=False,
        help_text="Such as the Social Work England number.",
    )
    contracted_hours = forms.DecimalField(
        label="Contracted hours a week", min_value=0, max_value=60, decimal_places=1, initial=36,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip
    starts = DateField3(label="First day", required=False, help_text="Before it they cannot sign in. Empty means now.")


class RoleField(forms.ModelMultipleChoiceField):
    """Roles, each with the description written for whoever grants it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more):
        super().__init__(Role.objects.select_related("group"), to_field_name="key", **more)


class TeamField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more):
        super().__init__(Team.objects.filter(closed=None), **more)


class AccessForm(forms.Form):
    """What a worker may do, and with whom."""

    dense = True
    roles = RoleField(label="Roles", required=False)
    teams = TeamField(label="Teams", required=False, help_text="They see the people these teams work with.")
    manages = TeamField(label="Manages", required=False, help_text="They allocate in these teams and cover absences.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = {"roles": {role.key: role.description for role in self.fields["roles"].queryset}}

    def clean(self):
        data = super().clean()
        # A manager of a team is in it: nobody should have to tick that twice.
        data["manages"] = list(data.get("manages") or [])
        data["teams"] = list(dict.fromkeys([*(data.get("teams") or []), *data["manages"]]))
        data["roles"] = list(data.get("roles") or [])
        return data


class JoinerForm(AccessForm, DetailsForm):
    field_order = [*DetailsForm.base_fields, *AccessForm.base_fields]
    groups = [("Who they are", list(DetailsForm.base_fields)), ("What they may do", list(AccessForm.base_fields))]


class MoveForm(AccessForm):
    starts = DateField3(label="From", future=True, help_text="Today, or a later day: then it happens by itself.")
    reason = forms.CharField(label="Why", max_length=300, help_text="Such as: moves to the West team.")


class LeaveForm(forms.Form):
    last_day = DateField3(label="Last day")
    at_once = forms.BooleanField(
        label="End their access now", required=False, help_text="Otherwise it ends when that day is over."
    )
    reason = forms.CharField(label="Why", max_length=300)

    def clean(self):
        data = super().clean()
        if data.get("last_day") and data["last_day"] < clock.today() and not data.get("at_once"):
            self.add_error("last_day", "This day is past: tick “End their access now”")
        return data


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=300)


class LostFactorForm(forms.Form):
    reason = forms.CharField(
        label="How did you make sure that it is them?", max_length=300,
        help_text="Such as: saw them in person with their card, or their manager confirmed it by telephone.",
    )  # fmt: skip


class FindForm(forms.Form):
    """Which workers to list."""

    mark_optional = False
    STATES = [("here", "Work here"), ("invited", "Not yet signed in"), ("left", "Have left")]
    q = forms.CharField(label="Name or address", required=False)
    team = FewOrNamed(Team.objects.all(), label="Team", required=False, empty_label="Any")
    role = forms.ModelChoiceField(
        Role.objects.select_related("group"), label="Role", required=False, empty_label="Any", to_field_name="key"
    )
    state = forms.ChoiceField(label="Who", choices=STATES, required=False)
