"""What the pages of the rota show, each in a few queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from amhp_rota import rota_check, rota_problem
from amhp_rota.models import Amhp, CoverRule, Duty, Rota, ShiftKind, Swap
from amhp_rota.rules import rota as rules
from amhp_rota.solver import wire
from amhp_rota.solver.fair import counts, shares
from bep.kit import charts, clock

DAY = timedelta(days=1)


@dataclass
class Slot:
    """One shift of a day: who is on it, and how many are missing."""

    day: date
    kind: ShiftKind
    area: str
    need: int
    duties: list = field(default_factory=list)

    @property
    def missing(self):
        return max(self.need - len(self.duties), 0)


@dataclass
class Day:
    day: date
    slots: list
    holiday: str = ""

    @property
    def off(self):
        return self.day.weekday() >= 5 or bool(self.holiday)


def days(first, last, *, rotas=None, area="", amhp=None):
    """Each day with its shifts; only days of a rota have shifts to fill."""
    rows = Duty.objects.filter(day__gte=first, day__lte=last).select_related("amhp__worker", "kind")
    rows = rows.filter(rota__in=rotas) if rotas is not None else rows
    cover, kinds = list(CoverRule.objects.all()), ShiftKind.objects.in_bulk()
    by_slot = slots(rows.filter(amhp=amhp) if amhp else rows)
    spans = [(rota.first, rota.last) for rota in rotas or ()]
    return [one_day(day, cover, kinds, by_slot, spans, area, bool(amhp)) for day in dates(first, last)]


def days_of(rota, reading):
    """The same of one rota, from what was read already."""
    by_slot, kinds = slots(d for d in reading.duties if d.rota_id == rota.pk), {kind.pk: kind for kind in reading.kinds}
    spans = [(rota.first, rota.last)]
    return [one_day(day, reading.cover, kinds, by_slot, spans, "", False) for day in dates(rota.first, rota.last)]


def slots(duties):
    found = defaultdict(list)
    for duty in duties:
        found[duty.day, duty.kind_id, duty.area].append(duty)
    return found


def one_day(day, cover, kinds, by_slot, spans, area, mine):
    asked = rules.needed(cover, day) if any(a <= day <= b for a, b in spans) and not mine else {}
    there = {(kind, place) for (on, kind, place) in by_slot if on == day}
    places = sorted({*asked, *there}, key=lambda place: (kinds[place[0]].order, place[1]))
    slots = [
        Slot(day, kinds[kind], where, asked.get((kind, where), 0), by_slot.get((day, kind, where), []))
        for kind, where in places
        if not area or where == area
    ]
    return Day(day, slots, clock.bank_holidays(day.year).get(day, ""))


def dates(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def rotas_for(worker, first, last, may_make):
    rows = Rota.objects.filter(first__lte=last, last__gte=first)
    return list(rows if may_make else rows.filter(state=Rota.State.PUBLISHED))


def areas():
    return sorted(set(CoverRule.objects.exclude(area="").values_list("area", flat=True)))


def on_rota():
    return Amhp.objects.filter(on_rota=True).select_related("worker")


def on_duty(moment=None):
    """Who is on duty now, by the published rota."""
    moment = moment or clock.now()
    rows = Duty.objects.filter(starts__lte=moment, ends__gt=moment, rota__state=Rota.State.PUBLISHED, worked=True)
    return rows.select_related("amhp__worker", "kind").order_by("kind__backup", "kind__order", "area", "pk")


def on_shift(rota, day, kind, area):
    """Who has a shift now, if anybody."""
    duty = Duty.objects.filter(rota=rota, day=day, kind=kind, area=area).select_related("amhp__worker").first()
    return duty and duty.amhp


def my_duties(amhp, since):
    """Of published rotas, from a day on."""
    rows = Duty.objects.filter(amhp=amhp, day__gte=since, rota__state=Rota.State.PUBLISHED)
    return rows.select_related("kind", "rota", "claim").prefetch_related("swaps")


# --- fairness ---------------------------------------------------------------------------------------------------------


def fairness(rota, problem, roster):
    """For each burden a chart: what each has had in the year with this rota, beside the fair part. Each has its table."""
    for burden in problem.burdens:
        fair = shares(problem, burden)
        rows = [(person, had(person, burden, problem, roster), fair.get(person.id)) for person in problem.people]
        rows = [row for row in rows if row[1] or row[2]]
        if rows:
            labels = [person.name for person, _, _ in rows]
            series = {"Had and has": [n for _, n, _ in rows], "Fair part": [round(part or 0, 1) for _, _, part in rows]}
            title = f"{burden.name} in the year to {rota.last.day} {rota.last:%B %Y}"
            yield charts.by_name(title, labels, series, head="AMHP", note=NOTE)


NOTE = "The fair part follows contracted hours and days approved in the year. As-and-when AMHPs carry no share."


def had(person, burden, problem, roster):
    now = sum(duty.person == person.id and counts(problem, burden, duty) for duty in roster)
    return person.past.get(burden.code, 0) + now


def names():
    return dict(Amhp.objects.values_list("pk", "worker__name"))


# --- what the solver said ---------------------------------------------------------------------------------------------


@dataclass
class Told:
    """A proposal in words."""

    headline: str
    lines: list
    softly: list  # where a rule that may be broken at a cost is
    clash: list
    give: list
    can_take: bool


STATES = {
    "optimal": "The best rota there is was found, and proven so.",
    "legal": "A rota that keeps every rule was found. A better one may exist.",
    "impossible": "No rota keeps every rule. These rules clash: without any one of them the rest could hold.",
    "unknown": "The time was too short to find a rota, or to see that there is none.",
}


def told(proposal, names):
    outcome = wire.typed(proposal.outcome)
    explained = outcome.explanation
    lines = [
        f"{len(outcome.roster)} duties, {outcome.penalty} points of unfairness, wishes and soft rules; at least {outcome.bound}."
    ] * outcome.made
    if explained.wishes:
        lines.append(f"{explained.wishes - len(explained.refused)} of {explained.wishes} wishes are met.")
    lines += [f"{name(who, names)}, {short(day)}: {words}" for who, day, words in explained.refused]
    if explained.taken:
        lines.append(f"{len(explained.taken)} duties change hands beside the published rota.")
    return Told(
        STATES[outcome.state], lines, rota_check.say(explained.broken, names), [clash_words(c, names) for c in outcome.conflict],
        [give_words(g, names) for g in outcome.relaxation], bool(outcome.roster or outcome.nearest),
    )  # fmt: skip


def clash_words(clash, names):
    people = ", ".join(name(who, names) for who in clash.people)
    when = spans(clash.days)
    return " ".join(filter(None, [clash.sentence, f"For {people}." if people else "", f"On {when}." if when else ""]))


def give_words(give, names):
    who = f" for {name(give.person, names)}" if give.person else ""
    return f"{give.sentence} It would give by {give.by}{who}, {spans(give.days)}."


def name(who, names):
    return names.get(int(who), who) if who.isdecimal() else who


def short(day):
    return f"{day.day} {day:%b}"


def spans(found):
    """Days as spans: 2 Dec, 7 to 24 Dec."""
    parts = []
    for run in rota_runs(found):
        parts.append(short(run[0]) if len(run) == 1 else f"{short(run[0])} to {short(run[-1])}")
    return ", ".join(parts)


def rota_runs(found):
    runs = []
    for day in sorted(found):
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


# --- versions ---------------------------------------------------------------------------------------------------------


def difference(version):
    """[(day, shift, who was, who is)] beside the version before it."""
    before = version.rota.versions.filter(number=version.number - 1).first()
    called_by, kinds = names(), rota_problem.kind_names()
    old, new = (by_place(v.duties if v else []) for v in (before, version))
    found = []
    for place in sorted({*old, *new}):
        was, now = old.get(place, set()), new.get(place, set())
        if was != now:
            day, kind, area = place
            shift = f"{kinds.get(kind, kind)} {area}".strip()
            found.append((date.fromisoformat(day), shift, called(was - now, called_by), called(now - was, called_by)))
    return found


def by_place(duties):
    found = defaultdict(set)
    for day, kind, area, amhp in duties:
        found[day, kind, area].add(amhp)
    return found


def called(people, names):
    return ", ".join(sorted(names.get(pk, "?") for pk in people)) or "nobody"


def open_swaps(amhp, may_make):
    rows = Swap.objects.select_related("duty__kind", "giver__worker", "asked__worker", "taker__worker", "back__kind")
    if may_make:
        return rows
    return rows.filter(Q(giver=amhp) | Q(taker=amhp) | Q(asked=amhp) | Q(asked=None, state="offered"))
