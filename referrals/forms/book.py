"""Forms of the choice appointment."""

from django import forms

from bep.access.models import Worker
from bep.kit import clock
from bep.kit.fields import DateField3, TimeField
from bep.kit.forms import long_answer
from referrals.forms.decide import VersionedForm
from referrals.forms.take import SMALL
from referrals.models import Appointment, HubSession


class SessionForm(VersionedForm):
    """Which of the offered sessions."""

    session = forms.ModelChoiceField(
        HubSession.objects.none(), label="Sessions with a free place", widget=forms.RadioSelect(SMALL), empty_label=None
    )
    chose_later = forms.BooleanField(
        label="The person chose a later date than we could offer", required=False,
        help_text="Tick it only for their own wish: it is counted apart from our delays.",
    )  # fmt: skip

    def __init__(self, *args, offers, **more):
        super().__init__(*args, **more)
        listed = offers.all
        self.fields["session"].queryset = HubSession.objects.filter(pk__in=[s.pk for s in listed])
        self.fields["session"].choices = [(s.pk, session_line(s)) for s in listed]
        self.hints = {"session": {str(s.pk): session_hint(s, offers) for s in listed}}
        if offers.none_in_time:
            del self.fields["chose_later"]


def session_line(session):
    day = session.date
    return f"{day:%A} {day.day} {day:%B}, {session.starts:%H:%M} to {session.ends:%H:%M}, {session.hub}"


def session_hint(session, offers):
    places = "1 place free" if session.free == 1 else f"{session.free} places free"
    late = (session.date - offers.by).days
    return places if late <= 0 else f"{places}; {late} {'day' if late == 1 else 'days'} after the target"


class MoveForm(SessionForm):
    whose = forms.ChoiceField(
        label="Whose wish is it?", choices=Appointment.Whose.choices, widget=forms.RadioSelect(SMALL)
    )
    reason = long_answer(label="Why", max_length=1000, rows=2)

    field_order = ("whose", "reason", "session", "chose_later")


class CancelForm(VersionedForm):
    whose = forms.ChoiceField(
        label="Whose wish is it?", choices=Appointment.Whose.choices, widget=forms.RadioSelect(SMALL)
    )
    reason = long_answer(label="Why", max_length=1000, rows=2)


class MissForm(VersionedForm):
    reason = long_answer(label="What you know about it", max_length=1000, rows=2, required=False)


class HomeVisitForm(VersionedForm):
    worker = forms.ModelChoiceField(Worker.objects.none(), label="Who visits", empty_label="Choose")
    day = DateField3(label="Day", future=True)
    time = TimeField(label="Time")
    minutes = forms.ChoiceField(
        label="How long",
        choices=[(30, "30 minutes"), (60, "1 hour"), (90, "1 hour 30 minutes"), (120, "2 hours")],
        initial=60,
    )
    chose_later = forms.BooleanField(label="The person chose a later date than we could offer", required=False)

    def __init__(self, *args, workers, **more):
        super().__init__(*args, **more)
        self.fields["worker"].queryset = workers

    def starts(self):
        facts = self.cleaned_data
        return clock.at(facts["day"], facts["time"].hour, facts["time"].minute)


class ArriveForm(VersionedForm):
    session = forms.ModelChoiceField(
        HubSession.objects.none(), label="Which drop-in are they at?", widget=forms.RadioSelect(SMALL), empty_label=None
    )

    def __init__(self, *args, sessions, **more):
        super().__init__(*args, **more)
        self.fields["session"].queryset = sessions
