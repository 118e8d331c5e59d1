"""The smallest relaxation: which rules, for whom and when, would have to give for a rota to exist at all."""

from ortools.sat.python import cp_model

from amhp_rota.solver.costs import reach
from amhp_rota.solver.grid import Grid
from amhp_rota.solver.limits import limits
from amhp_rota.solver.outcome import Relaxation


def relax(problem, *, seconds=10.0):
    """(what has to give, the rota it allows). Each rule counts its `bend` for each unit; what may never give stays hard."""
    grid = Grid(problem)
    loose = []
    for limit in limits(grid):
        if limit.rule.hard and limit.rule.bend:
            loose.append((limit, *loosened(grid, limit)))
        elif limit.rule.hard:
            grid.model.add(cp_model.LinearExpr.sum(limit.terms) <= limit.most)
    grid.model.minimize(sum(cost for _, _, cost in loose))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    if solver.solve(grid.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return (), ()
    give = tuple(
        Relaxation(limit.rule.code, limit.rule.sentence, limit.person, limit.days, solver.value(by))
        for limit, by, _ in loose
        if solver.value(by)
    )
    return give, grid.roster(solver.boolean_value)


def loosened(grid, limit):
    """By how much it gives, and what that counts: a second unit a little more than the first, so that one person gives less."""
    units = [grid.model.new_bool_var("gives") for _ in range(min(reach(limit), MOST_UNITS))]
    by = cp_model.LinearExpr.sum(units)
    grid.model.add(cp_model.LinearExpr.sum(limit.terms) <= limit.most + by)
    return by, sum((10 * limit.rule.bend + n) * unit for n, unit in enumerate(units))


MOST_UNITS = 10
