"""The choice meeting's forms."""

from datetime import datetime

from django import forms

from assessments import permissions as may
from assessments.forms.fields import Versioned, line, paragraphs, pick
from assessments.models import ChoiceMeeting
from bep.access.queries import holders
from bep.kit import clock
from bep.kit.fields import DateField3, TimeField


def who_may_hold():
    """Workers whose role includes holding a choice meeting."""
    return holders(may.ASSESS)


class ArrangeForm(Versioned):
    day = DateField3(label="Day", future=True)
    time = TimeField(label="Time", help_text="Like 14:30")
    place = pick("Where?", ChoiceMeeting.Place.choices, required=True)
    address = line("Which hub, address, number or link", length=200)
    worker = forms.ModelChoiceField(label="With whom?", queryset=None, empty_label="Choose a worker")
    who_comes = paragraphs("Who else comes?", "Whom the person wants there.", rows=2)
    interpreter = line("Interpreter: which language", "Blank when none is needed.", length=60)

    def __init__(self, *args, meeting, by, **more):
        super().__init__(*args, initial=self.opening(meeting, by), **more)
        self.fields["worker"].queryset = who_may_hold()

    def opening(self, meeting, by):
        names = ["version", "place", "address", "who_comes"]
        found = {name: getattr(meeting, name) for name in names}
        found["interpreter"] = meeting.interpreter or meeting.person.interpreter_language
        found["worker"] = meeting.worker_id or (by.pk if by.has_perm(may.ASSESS) else None)
        if meeting.starts_at:
            local = meeting.starts_at.astimezone(clock.LONDON)
            found |= {"day": local.date(), "time": local.time()}
        return found

    def answers(self):
        found = super().answers()
        day, time = found.pop("day"), found.pop("time")
        return found | {"starts_at": datetime.combine(day, time, tzinfo=clock.LONDON)}


class MoveForm(ArrangeForm):
    field_order = ["day", "time"]
    chosen_by_person = forms.BooleanField(
        label="The person asked for another day", required=False, help_text="Counted apart from changes of ours."
    )


class HoldForm(Versioned):
    held_on = DateField3(label="Day it was held", past=True)
    outcome = pick("What comes next?", ChoiceMeeting.Outcome.choices, required=True)
    words = paragraphs("What did you agree?", "In the person's words where you can.", rows=5)

    def __init__(self, *args, meeting, **more):
        day = clock.as_date(meeting.starts_at) if meeting.starts_at else clock.today()
        super().__init__(*args, initial={"version": meeting.version, "held_on": min(day, clock.today())}, **more)


class CancelForm(Versioned):
    reason = paragraphs("Why is it not going ahead?", rows=3, required=True)
