"""The unknowns: for each person and each shift that needs somebody, yes or no. Duties that stand already count as given."""

from collections import defaultdict
from datetime import timedelta

from ortools.sat.python import cp_model

from amhp_rota.solver.problem import Duty, Problem

DAY = timedelta(days=1)


class Grid:
    """`whole` says that all rules will be put on it; a search for a conflict sets some aside."""

    def __init__(self, problem: Problem, whole=True):
        self.problem, self.model, self.whole = problem, cp_model.CpModel(), whole
        self.kinds = {kind.code: kind for kind in problem.kinds}
        self.people = {person.id: person for person in problem.people}
        self.days = [problem.first + n * DAY for n in range((problem.last - problem.first).days + 1)]
        self.inside = set(self.days)
        self.slots = sorted(
            {(cover.day, cover.kind, cover.area) for cover in problem.cover if cover.need or cover.over}
        )
        self.chosen = {
            Duty(day, kind, person, area): self.model.new_bool_var(f"{person} {day} {kind} {area}")
            for person in self.people
            for day, kind, area in self.slots
        }
        self.cells = defaultdict(list)
        for duty in self.chosen:
            self.cells[duty.person, duty.day].append(duty)
        self.given = defaultdict(list)
        for duty in problem.worked:
            if duty.day not in self.inside:
                self.given[duty.person, duty.day].append(duty)
        self._weekends = {}

    def on(self, person, day, kinds=()):
        """The unknowns of a person's day, and how many duties stand on it already."""
        wanted = [d for d in self.cells[person, day] if not kinds or d.kind in kinds]
        stands = [d for d in self.given[person, day] if not kinds or d.kind in kinds]
        return [self.chosen[d] for d in wanted], min(len(stands), 1)

    def over(self, person, days, kinds=()):
        """The same for several days."""
        found = [self.on(person, day, kinds) for day in days]
        return [v for variables, _ in found for v in variables], sum(stands for _, stands in found)

    def weekend(self, person, saturday, own=False):
        """Whether the person has a duty on that Saturday or Sunday: an unknown, or 0 or 1 where it stands already.

        `own`: only days of this rota count, not a Saturday worked before it began on the Sunday.
        """
        key = person, *(day for day in (saturday, saturday + DAY) if not own or day in self.inside)
        if key not in self._weekends:
            self._weekends[key] = self._new_weekend(*key)
        return self._weekends[key]

    def _new_weekend(self, person, *days):
        found = [self.on(person, day) for day in days]
        unknown = [variables for variables, _ in found if variables]
        if not unknown or any(stands for _, stands in found):
            return int(any(stands for _, stands in found))
        worked = self.model.new_bool_var(f"{person} weekend {days[0]}")
        for variables in unknown:
            if self.whole:  # tighter, but takes as given that nobody starts two duties on one day
                self.model.add(sum(variables) <= worked)
            for variable in () if self.whole else variables:
                self.model.add_implication(variable, worked)
        return worked

    def saturdays(self):
        first = self.days[0] - DAY * ((self.days[0].weekday() - 5) % 7)
        return [first + 7 * n * DAY for n in range((self.days[-1] - first).days // 7 + 1)]

    def roster(self, value):
        return tuple(sorted(duty for duty, variable in self.chosen.items() if value(variable)))
