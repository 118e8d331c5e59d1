"""Why a roster is as it is: each person's part beside a fair one, soft rules broken, wishes gone against, changes."""

from amhp_rota.solver.checker import check
from amhp_rota.solver.fair import counts, shares
from amhp_rota.solver.outcome import Explanation, Share


def explain(problem, roster):
    before = set(problem.previous)
    return Explanation(
        shares=tuple(parts(problem, roster)),
        broken=tuple(check(problem, roster, soft=True)),
        refused=tuple(refused(problem, roster)),
        wishes=sum(len(person.wishes) for person in problem.people),
        given=tuple(sorted(set(roster) - before)) if before else (),
        taken=tuple(sorted(before - set(roster))),
    )


def parts(problem, roster):
    for burden in problem.burdens:
        fair = shares(problem, burden)
        for person in problem.people:
            now = sum(duty.person == person.id and counts(problem, burden, duty) for duty in roster)
            yield Share(person.id, burden.code, person.past.get(burden.code, 0), now, fair.get(person.id))


def refused(problem, roster):
    """Wishes that could not be met."""
    names = {kind.code: kind.name for kind in problem.kinds}
    on = {(duty.person, duty.day, duty.kind) for duty in roster}
    days = {(duty.person, duty.day) for duty in roster}
    for person in problem.people:
        for wish in person.wishes:
            has = (person.id, wish.day, wish.kind) in on if wish.kind else (person.id, wish.day) in days
            if has != wish.wants:
                shift = names[wish.kind].lower() if wish.kind else "duty"
                yield person.id, wish.day, f"Asked for {shift}." if wish.wants else f"Asked for no {shift}."
