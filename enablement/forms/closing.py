"""Move-on, and closing with check your answers."""

from django import forms

from bep.kit import reference
from enablement.forms.fields import DayField, Versioned, line, pick, select, shortly, words
from enablement.models import MoveOn

MILESTONES = 4


class MoveOnForm(Versioned):
    mark_optional = False
    potential = pick("How ready is the person to move on?", MoveOn.Potential.choices)
    towards = words("What are they moving on to?", "A home, work, people, self-management.", rows=2)
    why = words("What does this view rest on?", rows=3, required=True)

    def __init__(self, data=None, *, move_on):
        self.stored = list(move_on.milestones.all()) if move_on else []
        super().__init__(data, initial=self.opening_values(move_on))
        self.numbers = range(max(len(self.stored) + 1, MILESTONES))
        for n in self.numbers:
            self.fields[f"milestone_{n}_what"] = line(f"Milestone {n + 1}", length=200)
            self.fields[f"milestone_{n}_by"] = DayField(
                label=shortly("By when", f" for milestone {n + 1}"), required=False
            )
            self.fields[f"milestone_{n}_reached"] = DayField(
                label=shortly("Reached on", f" for milestone {n + 1}"), required=False
            )

    def opening_values(self, move_on):
        if not move_on:
            return {"version": 0}
        values = {name: getattr(move_on, name) for name in ("version", "potential", "towards", "why")}
        for n, stone in enumerate(self.stored):
            at = f"milestone_{n}"
            values |= {f"{at}_what": stone.what, f"{at}_by": stone.by_when, f"{at}_reached": stone.reached_on}
        return values

    def milestones(self):
        return [[self[f"milestone_{n}_{part}"] for part in ("what", "by", "reached")] for n in self.numbers]

    def written(self):
        said = self.cleaned_data
        rows = [
            {
                "what": said[f"milestone_{n}_what"],
                "by_when": said[f"milestone_{n}_by"],
                "reached_on": said[f"milestone_{n}_reached"],
            }
            for n in self.numbers
        ]
        facts = {name: said[name] for name in ("potential", "towards", "why")}
        return facts | {"milestones": [row for row in rows if row["what"]]}


class CloseForm(Versioned):
    outcome = select("What is the outcome?", [])
    reason = words("Why does it close now?", rows=3, required=True)
    staying_well = words(
        "What helps to stay well?", "The person's own words: what to keep doing, early signs, who to tell.", rows=4
    )
    coming_back = words(
        "How to come back", "Whom they ask, and how. Nobody starts again from the beginning.", rows=3, required=True
    )

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["outcome"].choices = reference.choices("closure_outcome", "Choose")


class SureForm(CloseForm):
    """The answers as they were given, hidden, for the last button."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
