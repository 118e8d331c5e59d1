"""Which rules cannot all hold: a set of them, made so small that without any one of it the rest can.

The search goes from whole rules to one rule for one person or one shift, so that few different rules are left to read.
"""

import time
from collections import defaultdict

from ortools.sat.python import cp_model

from amhp_rota.solver.grid import Grid
from amhp_rota.solver.limits import limits
from amhp_rota.solver.outcome import Clash

EACH = 3.0  # seconds for one try


def conflict(problem, *, seconds=20.0):
    """(the clashing rules, whether the set is proven minimal). Empty when no clash was found in the time."""
    search = Search(problem, seconds)
    core = search.core()
    if not core:
        return (), False
    kept = search.smallest(core, by=lambda group: group[0])
    kept = search.smallest(kept, by=lambda group: group)
    return clashes(search, kept), search.sure


class Search:
    """One model in which each group of limits hangs on a switch; a try sets the switches and asks for any rota at all."""

    def __init__(self, problem, seconds):
        self.until, self.sure = time.monotonic() + seconds, True
        self.grid = Grid(problem, whole=False)
        self.groups, self.switches = defaultdict(list), {}
        for limit in limits(self.grid):
            if limit.rule.hard:
                self.add(limit)

    def add(self, limit):
        if limit.group not in self.switches:
            self.switches[limit.group] = self.grid.model.new_bool_var("holds")
        self.groups[limit.group].append(limit)
        total = cp_model.LinearExpr.sum(limit.terms)
        self.grid.model.add(total <= limit.most).only_enforce_if(self.switches[limit.group])

    def smallest(self, kept, by):
        """Drops parts (all groups of one key) that the clash does not need: many at a time at first, at last one by one."""
        parts = defaultdict(list)
        for group in kept:
            parts[by(group)].append(group)
        left = list(parts)
        size = max(1, len(left) // 3)
        while True:
            start = 0
            while start < len(left):
                without = left[:start] + left[start + size :]
                if self.clash([group for key in without for group in parts[key]]):
                    left = without
                else:
                    start += size
            if size == 1:
                return [group for key in left for group in parts[key]]
            size = max(1, size // 2)

    def core(self):
        """A first set that cannot hold, as the solver's own proof names it: seldom the smallest, often much smaller than all."""
        if not self.clash(self.groups):
            return []
        for switch in self.switches.values():
            domain = self.grid.model.proto.variables[switch.index].domain
            domain[0], domain[1] = 0, 1
        self.grid.model.add_assumptions(list(self.switches.values()))
        solver = self.solver(EACH)
        proven = solver.solve(self.grid.model) == cp_model.INFEASIBLE
        named = set(solver.sufficient_assumptions_for_infeasibility()) if proven else set()
        self.grid.model.clear_assumptions()
        core = [group for group, switch in self.switches.items() if switch.index in named]
        return core if core and self.clash(core) else list(self.groups)

    def solver(self, seconds):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 1
        # Too few people for too many shifts is a matter of sums: without the sums' relaxation it takes for ever to see.
        solver.parameters.linearization_level = 2
        return solver

    def clash(self, groups):
        """Whether these cannot all hold. Not knowing counts as no, and as not being sure."""
        on = set(groups)
        for group, switch in self.switches.items():
            domain = self.grid.model.proto.variables[switch.index].domain
            domain[0] = domain[1] = int(group in on)
        left = self.until - time.monotonic()
        if left <= 0:
            self.sure = False
            return False
        solver = self.solver(min(EACH, left))
        status = solver.solve(self.grid.model)
        self.sure = self.sure and status != cp_model.UNKNOWN
        return status == cp_model.INFEASIBLE


def clashes(search, kept):
    """One line for each rule, cover first: the people and the days by which it clashes."""
    needed = {day for group in kept for limit in search.groups[group] if demands(limit) for day in limit.days}
    found = defaultdict(lambda: (set(), set()))
    for group in kept:
        for limit in search.groups[group]:
            people, days = found[limit.rule.code, limit.rule.sentence]
            people.update({limit.person} - {""})
            days.update(needed.intersection(limit.days) if needed else limit.days)
    return tuple(
        Clash(code, sentence, tuple(sorted(people)), tuple(sorted(days)))
        for (code, sentence), (people, days) in sorted(found.items(), key=lambda item: item[0][0] != "cover")
    )


def demands(limit):
    """Whether the limit asks for a duty; the others only forbid, so that nothing clashes on days nobody asks for."""
    return limit.most < 0
