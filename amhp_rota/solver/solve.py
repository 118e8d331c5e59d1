"""Solving: the model given to CP-SAT, with progress, a way to stop, and what was best when it stopped."""

import threading
import time
from contextlib import contextmanager

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import FEASIBLE, INFEASIBLE, OPTIMAL

from amhp_rota.solver.conflict import conflict
from amhp_rota.solver.costs import objective
from amhp_rota.solver.explain import explain
from amhp_rota.solver.grid import Grid
from amhp_rota.solver.limits import limits
from amhp_rota.solver.outcome import Outcome, Progress
from amhp_rota.solver.problem import Problem
from amhp_rota.solver.relax import relax

WORKERS = 2


def never():
    return False


def silence(progress):
    pass


def solve(
    problem: Problem, *, seconds=30.0, on_progress=silence, should_stop=never, workers=WORKERS, seed=1
) -> Outcome:
    """The best rota found in the time, proven so or not; when there is none, which rules clash and what would have to give."""
    began = time.monotonic()
    grid = modelled(problem)
    solver = cp_model.CpSolver()
    tune(solver, seconds, workers, seed)
    watch = Watch(grid, began, on_progress)
    solver.best_bound_callback = watch.bound_moved
    with stopping(solver, should_stop):
        status = solver.solve(grid.model, watch)
    if status == INFEASIBLE:
        return impossible(problem, began, seconds)
    if status not in (OPTIMAL, FEASIBLE):
        return Outcome("unknown", seconds=time.monotonic() - began, stopped=should_stop())
    roster = grid.roster(solver.boolean_value)
    return Outcome(
        state="optimal" if status == OPTIMAL else "legal",
        roster=roster,
        penalty=round(solver.objective_value),
        bound=round(solver.best_objective_bound),
        seconds=time.monotonic() - began,
        first_legal=watch.first,
        stopped=should_stop(),
        explanation=explain(problem, roster),
    )


def modelled(problem):
    """The grid with hard limits, soft ones at a cost, and the previous rota as a first guess."""
    grid = Grid(problem)
    found = list(limits(grid))
    for limit in found:
        if limit.rule.hard:
            grid.model.add(cp_model.LinearExpr.sum(limit.terms) <= limit.most)
    grid.model.minimize(objective(grid, [limit for limit in found if not limit.rule.hard]))
    before = set(problem.previous)
    for duty, variable in grid.chosen.items() if before else ():
        grid.model.add_hint(variable, duty in before)
    return grid


def tune(solver, seconds, workers, seed):
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed


def impossible(problem, began, seconds):
    clashes, minimal = conflict(problem, seconds=min(seconds, 25))
    give, nearest = relax(problem, seconds=min(seconds, 10))
    return Outcome(
        "impossible",
        seconds=time.monotonic() - began,
        conflict=clashes,
        conflict_is_minimal=minimal,
        relaxation=give,
        nearest=nearest,
    )


class Watch(cp_model.CpSolverSolutionCallback):
    """Tells how far the search is at each better rota, and at each better proof of how good one can be."""

    def __init__(self, grid, began, tell):
        super().__init__()
        self.grid, self.began, self.tell = grid, began, tell
        self.first, self.best = None, None

    def on_solution_callback(self):
        seconds = time.monotonic() - self.began
        self.first = self.first or seconds
        self.best = Progress(
            seconds, round(self.objective_value), round(self.best_objective_bound), self.grid.roster(self.boolean_value)
        )
        self.tell(self.best)

    def bound_moved(self, bound):
        best = self.best
        self.tell(
            Progress(time.monotonic() - self.began, best and best.penalty, round(bound), best.roster if best else ())
        )


@contextmanager
def stopping(solver, should_stop):
    """Asks every fifth of a second whether to stop; what was best by then is kept."""
    over = threading.Event()

    def look():
        while not over.wait(0.2):
            if should_stop():
                solver.stop_search()

    watcher = threading.Thread(target=look, daemon=True)
    if should_stop is not never:
        watcher.start()
    try:
        yield
    finally:
        over.set()
