"""What makes one legal rota better than another, as terms to be kept small: gaps, unfair shares, wishes, changes, soft rules."""

from collections import defaultdict

from ortools.sat.python import cp_model

from amhp_rota.solver.fair import counts, shares

UNIT = 2  # what one duty away from fair costs is `weight` times its square times this


def objective(grid, soft):
    return sum([*cover(grid), *unfair(grid), *unshared(grid), *wishes(grid), *changes(grid), *broken(grid, soft)])


def cover(grid):
    """Heads too few or too many, where that is allowed at a cost."""
    by_slot = defaultdict(list)
    for duty, variable in grid.chosen.items():
        by_slot[duty.day, duty.kind, duty.area].append(variable)
    for item in grid.problem.cover:
        variables = by_slot[item.day, item.kind, item.area]
        if item.under is not None and item.need:
            short = grid.model.new_int_var(0, item.need, "short")
            grid.model.add(sum(variables) + short >= item.need)
            yield item.under * short
        if item.over is not None and variables:
            above = grid.model.new_int_var(0, len(variables), "above")
            grid.model.add(sum(variables) - above <= item.need)
            yield item.over * above


def unfair(grid):
    """The square of how far each sharer is from their fair part, burden by burden: two people one off beat one person two off."""
    for burden in grid.problem.burdens:
        fair = shares(grid.problem, burden)
        for person, part in fair.items():
            mine = {d: v for d, v in grid.chosen.items() if d.person == person and counts(grid.problem, burden, d)}
            off = grid.people[person].past.get(burden.code, 0) - part
            days = len({duty.day for duty in mine})
            yield from steps(grid, list(mine.values()), days, off, burden.weight)


def unshared(grid):
    """A duty of somebody who carries no share, so that they are asked where it helps and not for nothing."""
    if grid.problem.burdens:
        yield from (UNIT * variable for duty, variable in grid.chosen.items() if not grid.people[duty.person].share)


def steps(grid, mine, days, off, weight):
    """A curve as steps, each dearer than the one before, so that the cheapest filling of the steps is the curve itself."""
    levels = [grid.model.new_bool_var(f"step {n}") for n in range(days)]
    grid.model.add(sum(mine) == sum(levels))
    yield round(weight * UNIT * off * off)
    for n, level in enumerate(levels):
        if n:
            grid.model.add_implication(level, levels[n - 1])
        yield round(weight * UNIT * (2 * (off + n) + 1)) * level


def wishes(grid):
    for person in grid.people.values():
        for wish in person.wishes:
            on, _ = grid.on(person.id, wish.day, {wish.kind} if wish.kind else ())
            if wish.wants:
                yield wish.weight * (1 - sum(on))
            elif on:
                yield wish.weight * sum(on)


def changes(grid):
    """A duty that was in the previous rota and is not in this one. One given to somebody else counts once."""
    for duty in grid.problem.previous:
        if duty in grid.chosen:
            yield grid.problem.change * (1 - grid.chosen[duty])


def broken(grid, soft):
    for limit in soft:
        slack = grid.model.new_int_var(0, reach(limit), "slack")
        grid.model.add(cp_model.LinearExpr.sum(limit.terms) <= limit.most + slack)
        yield limit.rule.weight * slack


def reach(limit):
    """By how much a limit can be exceeded at all."""
    return max(1, sum(high(term) for term in limit.terms) - limit.most)


def high(term):
    """The most that one term adds: each is an unknown of nought or one, times a number."""
    if isinstance(term, cp_model.IntVar):
        return 1
    return max(0, getattr(term, "coefficient", 0))
