"""A rota as the solver is asked it: the register, the absences, the year behind and the rules, read in a few queries."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Prefetch, Q

from amhp_rota.models import Absence, Amhp, CoverRule, Duty, RotaRule, ShiftKind, Wish
from amhp_rota.rules import rota as rules
from amhp_rota.rules.register import approved_spans
from amhp_rota.solver import problem as p
from bep.kit import clock

DAY = timedelta(days=1)
YEAR, AROUND = timedelta(days=365), timedelta(days=35)
BURDENS = ("night", "weekend", "holiday")


def build(rota, *, first=None, previous=()):
    """The problem of a rota, or of what is left of it from a day on, beside the duties that it has so far.

    It is held to the rules of its first day: one that is published does not come to break a rule made later.
    """
    first = first or rota.first
    around = duties_between(first - YEAR, rota.last + AROUND)
    kinds = list(ShiftKind.objects.all())
    burdens = tuple(burdens_of(kinds))
    cover = tuple(cover_of(first, rota.last))
    return p.Problem(
        first=first,
        last=rota.last,
        kinds=tuple(p.Kind(k.code, k.name, k.starts, k.minutes, k.night) for k in kinds),
        people=tuple(people(rota, first, around, burdens)),
        cover=cover,
        rules=tuple(as_rule(row) for row in rules.standing(RotaRule.objects.all(), rota.first)),
        burdens=burdens,
        holidays=holidays(first - YEAR, rota.last),
        worked=tuple(typed(d) for d in around if d.day >= first - AROUND and not first <= d.day <= rota.last),
        fixed=tuple(typed(d) for d in around if first <= d.day <= rota.last and d.by_hand),
        previous=tuple(previous),
    )


def duties_between(first, last):
    rows = Duty.objects.filter(day__gte=first, day__lte=last).select_related("kind")
    return list(rows)


def typed(duty):
    return p.Duty(duty.day, duty.kind.code, str(duty.amhp_id), duty.area)


def holidays(first, last):
    found = {}
    for year in range(first.year, last.year + 1):
        found |= clock.bank_holidays(year)
    return frozenset(day for day in found if first <= day <= last)


def burdens_of(kinds):
    nights = frozenset(kind.code for kind in kinds if kind.night)
    if nights:
        yield p.Burden("night", "Nights", nights)
    yield p.Burden("weekend", "Weekends", days="weekend")
    yield p.Burden("holiday", "Bank holidays", days="holiday")


def cover_of(first, last):
    rows = list(CoverRule.objects.select_related("kind"))
    codes = {row.kind_id: row.kind.code for row in rows}
    day = first
    while day <= last:
        for (kind, area), need in sorted(rules.needed(rows, day).items()):
            yield p.Cover(day, codes[kind], need, area)
        day += DAY


def people(rota, first, around, burdens):
    absences = Absence.objects.filter(state="approved", first__lte=rota.last).filter(Q(last=None) | Q(last__gte=first))
    wishes = Wish.objects.filter(day__gte=first, day__lte=rota.last).select_related("kind")
    rows = Amhp.objects.filter(on_rota=True, worker__is_active=True).select_related("worker")
    rows = rows.prefetch_related(
        "approvals__suspensions",
        Prefetch("absences", absences, to_attr="away"),
        Prefetch("wishes", wishes, to_attr="asked"),
    )
    past = history(around, first, burdens, holidays(first - YEAR, rota.last))
    for amhp in rows:
        spans = approved_spans(amhp)
        yield p.Person(
            id=str(amhp.pk),
            name=amhp.worker.name,
            approved=tuple(p.Span(*span) for span in spans),
            share=None if amhp.as_and_when else share(amhp, spans, first, rota.last),
            nights=amhp.nights,
            areas=frozenset(amhp.areas),
            away=tuple(p.Away(a.first, a.last, a.get_kind_display(), firm=a.kind != "leave") for a in amhp.away),
            wishes=tuple(p.Wish(w.day, w.wants, w.kind.code if w.kind else None, weight=3) for w in amhp.asked),
            past=past[str(amhp.pk)],
        )


def share(amhp, spans, first, last):
    """Contracted hours for each day of the rolling year, this rota included, on which they were approved."""
    days = sum(max((min(end, last) - max(start, first - YEAR)).days + 1, 0) for start, end in spans)
    return float(amhp.hours) * days or None


def history(around, first, burdens, days_off):
    """{person: {burden: how many in the year before}}"""
    found = defaultdict(lambda: dict.fromkeys((b.code for b in burdens), 0))
    for duty in around:
        if duty.day < first and duty.worked:
            for burden in burdens:
                found[str(duty.amhp_id)][burden.code] += counts(burden, duty, days_off)
    return found


def counts(burden, duty, days_off):
    if burden.kinds and duty.kind.code not in burden.kinds:
        return 0
    if burden.days == "any":
        return 1
    return int(duty.day.weekday() >= 5 if burden.days == "weekend" else duty.day in days_off)


FORMS: dict = {
    "rest": lambda row: (p.Rest, {"hours": float(row.number), "apart": frozenset(row.kinds)}),
    "most": lambda row: (p.Most, {"most": int(row.number), "kinds": frozenset(row.kinds)}),
    "in_a_row": lambda row: (p.InARow, {"most": int(row.number)}),
    "weekends": lambda row: (p.Weekends, {"most": int(row.number), "of": row.of}),
    "hours": lambda row: (p.Minutes, {"most": int(row.number * 60), "days": row.of}),
}


def as_rule(row):
    kind, facts = FORMS[row.form](row)
    said = {name: getattr(row, name) for name in ("code", "hard", "weight", "bend", "source", "status")}
    return kind(**facts, **said, sentence=sentence(row))


def sentence(row):
    """Wherever a rule is met that nobody has checked against its text, its sentence says so."""
    return row.sentence if row.confirmed else f"{row.sentence.rstrip('.')} (from memory: check)."


def kind_names():
    return dict(ShiftKind.objects.values_list("code", "name"))
