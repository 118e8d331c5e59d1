"""Fair shares: what each person would have had of a burden over the rolling year if it were split by what they count for."""

from amhp_rota.solver.problem import Burden, Cover, Duty, Problem


def counts(problem: Problem, burden: Burden, item: Duty | Cover):
    """Whether a duty, or a need for one, is part of the burden."""
    if burden.kinds and item.kind not in burden.kinds:
        return False
    if burden.days == "weekend":
        return item.day.weekday() >= 5
    return burden.days == "any" or item.day in problem.holidays


def shares(problem, burden):
    """{person: their fair part by the end of this rota}: what all sharers have had and what is now needed, by `share`."""
    sharers = [p for p in problem.people if p.share]
    weight = sum(p.share for p in sharers)
    had = sum(p.past.get(burden.code, 0) for p in sharers)
    needed = sum(cover.need for cover in problem.cover if counts(problem, burden, cover))
    return {p.id: (had + needed) * p.share / weight for p in sharers} if weight else {}
