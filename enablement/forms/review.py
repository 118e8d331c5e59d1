"""Reviews: book, hold, ask for one, call off; and the filters of the queue."""

from datetime import datetime

from django import forms

from bep.access.models import Team
from bep.kit import clock, reference
from bep.kit.fields import DateField3, FewOrNamed, TimeField
from enablement.forms.fields import Versioned, line, pick, select, words
from enablement.models import Review
from enablement.rules import reviews

RESULTS = [("", "Anything"), *Review.Of.choices]
WHEN = [("", "Due or overdue"), ("overdue", "Overdue"), ("week", "Due within a week"), ("all", "All that are planned")]


class BookForm(Versioned):
    day = DateField3(label="Day", future=True)
    time = TimeField(label="Time", help_text="Like 14:30")
    booked_where = line("Where, or by which means", required=True)

    def answers(self):
        said = self.cleaned_data
        when = datetime.combine(said["day"], said["time"], tzinfo=clock.LONDON)
        return {"booked_for": when, "booked_where": said["booked_where"]}


class HoldForm(Versioned):
    """What was found and decided. Where a list of the return is not confirmed, the hint says so."""

    held_on = DateField3(label="On which day was it held?", past=True)
    persons_view = words("What does the person say?", "In their words: what has gone well, what has not.", rows=4)
    outcomes_achieved = select("Has what they wanted been achieved?", [], required=False)
    summary = words("What did you find and decide?", rows=5, required=True)
    result = pick("What changes?", Review.Result.choices)
    method = select("Who took part?", [])
    reason = select("Why was it held?", [])

    def __init__(self, data=None, *, review, unplanned=False, **more):
        initial = {"version": review.version, "held_on": clock.today(), "reason": reviews.reason_of(review)}
        super().__init__(data, initial=initial, **more)
        for name, source in LISTS.items():
            self.fields[name].choices = reference.choices(source, "Choose")
            if not reference.confirmed(source):
                self.fields[name].help_text = UNCONFIRMED
        if unplanned:
            del self.fields["version"]
            unplanned_reasons = [c for c in reference.choices("review_reason") if c[0].startswith("Unplanned")]
            self.fields["reason"].choices = [("", "Choose"), *unplanned_reasons]
        else:
            # Why a planned review was held follows from what is reviewed: nobody need choose it.
            self.fields["reason"].widget = forms.HiddenInput()


LISTS = {"outcomes_achieved": "review_outcomes_achieved", "method": "method_of_review", "reason": "review_reason"}
UNCONFIRMED = "These answers are not yet confirmed against the return's specification."


class AskForm(forms.Form):
    of = pick("What is to be reviewed?", [c for c in Review.Of.choices if c[0] != Review.Of.BRIEF])
    due_on = DateField3(label="By which day?", future=True)


class QueueForm(forms.Form):
    """The filters of the reviews queue, kept in the address."""

    mark_optional = False
    when = forms.ChoiceField(label="When", choices=WHEN, required=False)
    of = forms.ChoiceField(label="Of what", choices=RESULTS, required=False)
    team = FewOrNamed(label="Team", queryset=Team.objects.none(), required=False, empty_label="Any team")
    mine = forms.BooleanField(label="Only people I lead", required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["team"].queryset = Team.objects.filter(closed=None)
