"""Shifts of a published rota that nobody has, and who could take each, fairest first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from amhp_rota import rota_check, rota_problem
from amhp_rota.models import Amhp, Duty, Rota
from amhp_rota.solver import problem as p
from amhp_rota.solver.checker import check
from amhp_rota.solver.fair import counts, shares
from bep.access.models import Worker
from bep.kit import clock
from bep.kit.models import Message
from bep.kit.outbox.writing import post

TOLD_AT_ONCE = 3


@dataclass(frozen=True)
class Gap:
    rota: Rota
    day: date
    kind: str
    kind_name: str
    area: str
    missing: int

    @property
    def words(self):
        area = f", {self.area}" if self.area else ""
        return f"{self.kind_name}{area}, {self.day:%A} {self.day.day} {self.day:%B %Y}"


def gaps(first=None, weeks=13):
    """Every gap of the published rotas from today on."""
    first = first or clock.today()
    last = first + timedelta(weeks=weeks)
    rotas = Rota.objects.filter(state=Rota.State.PUBLISHED, first__lte=last, last__gte=first)
    for rota in rotas:
        rows = Duty.objects.filter(rota=rota).values_list("day", "kind__code", "area")
        on = Counter(rows)
        names = rota_problem.kind_names()
        for cover in rota_problem.cover_of(max(first, rota.first), min(last, rota.last)):
            missing = cover.need - on[cover.day, cover.kind, cover.area]
            if missing > 0:
                yield Gap(rota, cover.day, cover.kind, names[cover.kind], cover.area, missing)


def candidates(gap):
    """[(AMHP, how far below their fair part they are)]: whom no rule keeps from it; who wishes for it, then fairest, first."""
    problem = rota_problem.build(gap.rota)
    roster = rota_check.roster(gap.rota)
    known = {(b.rule, b.person, b.days) for b in check(problem, roster)}
    amhps = Amhp.objects.select_related("worker").in_bulk()
    found = []
    for person in problem.people:
        duty = p.Duty(gap.day, gap.kind, person.id, gap.area)
        new = {(b.rule, b.person, b.days) for b in check(problem, (*roster, duty))} - known
        if not any(rule != rota_check.COVER for rule, _, _ in new):
            found.append((rank(problem, roster, person, duty), amhps[int(person.id)]))
    return [(amhp, below) for (_, below), amhp in sorted(found, key=lambda item: item[0])]


def rank(problem, roster, person, duty):
    """Wishes first; then whoever is furthest below their fair part of what this shift is; those without a share last."""
    wish = next((w.wants for w in person.wishes if w.day == duty.day and w.kind in (None, duty.kind)), None)
    order = {True: 0, None: 1, False: 2}[wish]
    below = 0.0
    for burden in problem.burdens:
        fair = shares(problem, burden).get(person.id)
        if fair is not None and counts(problem, burden, duty):
            had = person.past.get(burden.code, 0)
            below += fair - had - sum(d.person == person.id and counts(problem, burden, d) for d in roster)
    return order + (0 if person.share else 0.5), round(-below, 3)


def alarm(by, first=None):
    """Tells the managers of every gap, and the fairest few who could take it; each once for each gap."""
    found = list(gaps(first))
    for gap in found:
        for worker in managers():
            tell(gap, worker, by, f"Nobody is on duty: {gap.words}")
        for amhp, _ in candidates(gap)[:TOLD_AT_ONCE]:
            tell(gap, amhp.worker, by, f"Could you take a shift? {gap.words}")
    return found


def managers():
    return Worker.objects.filter(is_active=True, groups__role__key="amhp_manager")


def tell(gap, worker, by, subject):
    key = f"amhp-gap:{gap.rota.pk}:{gap.day}:{gap.kind}:{gap.area}:{worker.pk}"
    body = f"{subject}.\n\nSee who could take it, or offer yourself: {reverse('amhp:gaps')}"
    post(Message.Way.EMAIL, to=worker.email, key=key, by=by, subject=subject, body=body)
