"""A rota as the solver is asked it: the register, the absences, the year behind and the rules, read in a few queries."""

from collections import defaultdict
from datetime import timedelta

from amhp_rota.models import ShiftKind
from amhp_rota.rota_reading import AROUND, YEAR, read, typed
from amhp_rota.rules import rota as rules
from amhp_rota.solver import problem as p
from bep.kit import clock

DAY = timedelta(days=1)
BACKUP = "backup"


def build(rota, *, first=None, previous=(), reading=None):
    """The problem of a rota, or of what is left of it from a day on, beside the duties that it has so far.

    It is held to the rules of its first day: one that is published does not come to break a rule made later.
    """
    reading, first = reading or read(rota), first or rota.first
    around = [duty for duty in reading.duties if duty.day >= first - YEAR]
    burdens = tuple(burdens_of(reading.kinds))
    return p.Problem(
        first=first,
        last=rota.last,
        kinds=tuple(p.Kind(k.code, k.name, k.starts, k.minutes, k.night) for k in reading.kinds),
        people=tuple(people(reading, rota, first, around, burdens)),
        cover=tuple(cover_of(reading.cover, first, rota.last)),
        rules=tuple(as_rule(row) for row in rules.standing(reading.rules, rota.first)),
        burdens=burdens,
        holidays=holidays(first - YEAR, rota.last),
        worked=tuple(typed(d) for d in around if d.day >= first - AROUND and not first <= d.day <= rota.last),
        fixed=tuple(typed(d) for d in around if first <= d.day <= rota.last and d.by_hand),
        previous=tuple(previous),
    )


def holidays(first, last):
    found = {}
    for year in range(first.year, last.year + 1):
        found |= clock.bank_holidays(year)
    return frozenset(day for day in found if first <= day <= last)


def burdens_of(kinds):
    """Nights are those on duty; standing by for another shift is shared by itself."""
    nights = frozenset(kind.code for kind in kinds if kind.night and not kind.backup)
    backups = frozenset(kind.code for kind in kinds if kind.backup)
    if nights:
        yield p.Burden("night", "Nights", nights)
    if backups:
        yield p.Burden(BACKUP, "Back-up", backups)
    yield p.Burden("weekend", "Weekends", days="weekend")
    yield p.Burden("holiday", "Bank holidays", days="holiday")


def cover_of(rows, first, last):
    codes = {row.kind_id: row.kind.code for row in rows}
    day = first
    while day <= last:
        for (kind, area), need in sorted(rules.needed(rows, day).items()):
            yield p.Cover(day, codes[kind], need, area)
        day += DAY


def people(reading, rota, first, around, burdens):
    past = history(around, first, burdens, holidays(first - YEAR, rota.last))
    kinds = {kind.pk: kind.code for kind in reading.kinds}
    for amhp in reading.amhps:
        if not (amhp.on_rota and amhp.worker.is_active):
            continue
        yield p.Person(
            id=str(amhp.pk),
            name=amhp.worker.name,
            approved=tuple(p.Span(*span) for span in amhp.spans),
            share=None if amhp.as_and_when else share(amhp, amhp.spans, first, rota.last),
            nights=amhp.nights,
            areas=frozenset(amhp.areas),
            away=tuple(p.Away(a.first, a.last, a.get_kind_display(), firm=a.kind != "leave") for a in amhp.away),
            wishes=tuple(p.Wish(w.day, w.wants, kinds.get(w.kind_id), weight=3) for w in amhp.asked if w.day >= first),
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
