"""Shifts of a published rota that nobody has, and who could take each, fairest first; and asking them, a few at a time."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from amhp_rota import permissions as may
from amhp_rota import rota_check, rota_problem
from amhp_rota.models import CoverRule, Duty, GapOffer, Rota
from amhp_rota.rota_reading import read
from amhp_rota.solver import problem as p
from amhp_rota.solver.checker import check
from amhp_rota.solver.fair import counts, shares
from bep.access.queries import holders
from bep.kit import clock
from bep.kit.models import Message
from bep.kit.outbox import address_of, post
from bep.kit.targets import target

TOLD_AT_ONCE = 3
ASKED = "Could you take a shift?"


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

    @property
    def key(self):
        return f"amhp-gap:{self.rota.pk}:{self.day}:{self.kind}:{self.area}:"


def gaps(first=None, weeks=13):
    """Every gap of the published rotas from today on, in three queries."""
    first = first or clock.today()
    last = first + timedelta(weeks=weeks)
    rotas = list(Rota.objects.filter(state=Rota.State.PUBLISHED, first__lte=last, last__gte=first).order_by("first"))
    rows = list(CoverRule.objects.select_related("kind")) if rotas else []
    names = {row.kind.code: row.kind.name for row in rows}
    on = Counter(Duty.objects.filter(rota__in=rotas, day__gte=first).values_list("day", "kind__code", "area"))
    for rota in rotas:
        for cover in rota_problem.cover_of(rows, max(first, rota.first), min(last, rota.last)):
            missing = cover.need - on[cover.day, cover.kind, cover.area]
            if missing > 0:
                yield Gap(rota, cover.day, cover.kind, names[cover.kind], cover.area, missing)


def candidates(gap, reading=None):
    """[(AMHP, how far below their fair part they are)]: whom no rule keeps from it; who wishes for it, then fairest, first."""
    reading = reading or read(gap.rota)
    problem, roster = rota_problem.build(gap.rota, reading=reading), reading.roster(gap.rota)
    known = {(b.rule, b.person, b.days) for b in check(problem, roster)}
    amhps = {amhp.pk: amhp for amhp in reading.amhps}
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
    """Tells the managers of every gap once, and asks the fairest few who could take it; when nobody has answered in time,
    the next few. Once somebody has offered, a manager decides, and nobody else is asked."""
    found, bosses = list(gaps(first)), list(managers())
    asked, offered, readings = asked_already({gap.rota.pk for gap in found}), offers(), {}
    for gap in found:
        for worker in bosses:
            tell(gap, worker, by, f"Nobody is on duty: {gap.words}")
        told = asked[gap.key]
        if (gap.day, gap.kind, gap.area) in offered or not waited_long_enough(gap, told.values()):
            continue
        if gap.rota.pk not in readings:
            readings[gap.rota.pk] = read(gap.rota)
        willing = [amhp.worker for amhp, _ in candidates(gap, readings[gap.rota.pk]) if amhp.worker.email not in told]
        for worker in willing[:TOLD_AT_ONCE]:
            tell(gap, worker, by, f"{ASKED} {gap.words}")
    return found


def asked_already(rotas):
    """{gap's key: {email: when}} of those who were asked about gaps of these rotas (their ids)."""
    found: dict = defaultdict(dict)
    of_these = reduce(or_, [Q(key__startswith=f"amhp-gap:{pk}:") for pk in rotas], Q(pk=None))
    rows = Message.objects.filter(of_these, subject__startswith=ASKED)
    for key, to, at in rows.values_list("key", "to", "created_at"):
        found[key.rpartition(":")[0] + ":"][to] = at
    return found


def offers():
    rows = GapOffer.objects.filter(day__gte=clock.today())
    return set(rows.values_list("day", "kind__code", "area"))


def waited_long_enough(gap, asked_at):
    """A day for an answer; a few hours when the shift is near."""
    near = gap.day <= clock.today() + timedelta(days=3)
    hours = float(target("amhp.gap_answer_near" if near else "amhp.gap_answer").value)
    return not asked_at or max(asked_at) <= clock.now() - timedelta(hours=hours)


def managers():
    return holders(may.MAKE_ROTA)


def tell(gap, worker, by, subject):
    """The key makes it once for each gap and each reader."""
    body = f"{subject}.\n\nSee who could take it, or offer yourself, on the page Gaps of the AMHP rota: {address_of('amhp:gaps')}"
    post(Message.Way.EMAIL, to=worker.email, key=f"{gap.key}{worker.pk}", by=by, subject=subject, body=body)
