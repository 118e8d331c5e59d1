"""Setting the rota's own data: shifts, how many each needs on which days, its rules. Each holds from a day on."""

from datetime import timedelta

from django.utils.text import slugify

from amhp_rota import permissions as may
from amhp_rota.models import CoverRule, RotaRule, ShiftKind
from amhp_rota.rules import rota_data as rules
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused

DAY = timedelta(days=1)


@action("amhp_rota.shift_added", "Added a shift to the AMHP rota", needs=may.SET_RULES)
def add_shift(*, by, name, hours, **facts):
    code = slugify(name)[:20].strip("-")
    if not code or ShiftKind.objects.filter(code=code).exists():
        raise Refused("There is a shift of that name already.", field="name", remedy="Give it another name.")
    last = ShiftKind.objects.order_by("order").last()
    facts |= {"minutes": int(hours * 60), "order": last.order + 1 if last else 0}
    return created(ShiftKind(code=code, name=name, set_by=by, **facts))


@action("amhp_rota.shift_changed", "Changed a shift of the AMHP rota", needs=may.SET_RULES)
def change_shift(*, kind, version, by, hours, **facts):
    kind, facts = locked(kind, version), facts | {"minutes": int(hours * 60)}
    rules.a_shift_that_was_worked_keeps_its_hours(kind, facts["starts"], facts["minutes"], facts["night"])
    return saved(kind, **facts, **settled(by))


@action("amhp_rota.shift_ended", "Ended a shift of the AMHP rota", needs=may.SET_RULES)
def end_shift(*, kind, version, closed, by):
    """From a day on nobody is asked for it any more."""
    kind = locked(kind, version)
    if closed < clock.today():
        raise Refused(rules.what_was_asked_of_a_past_day_stays.wording, field="closed", remedy="Choose a later day.")
    rules.a_shift_with_duties_does_not_end(kind, closed)
    for row in CoverRule.objects.select_for_update().filter(kind=kind).exclude(last__lt=closed):
        end(row, closed - DAY, by)
    detail(closed=closed.isoformat())
    return saved(kind, closed=closed, **settled(by))


@action("amhp_rota.cover_set", "Set how many a shift of the AMHP rota needs", needs=may.SET_RULES)
def set_cover(*, kind, days, need, first, area="", by):
    """A further row from the day on; the row before it stays for the days before."""
    rules.what_was_asked_of_a_past_day_stays(first)
    if kind.closed and kind.closed <= first:
        raise Refused(f"{kind} is no longer worked then.", field="kind", remedy="Choose another shift.")
    detail(kind=kind.code, area=area, days=days, need=need, first=first.isoformat())
    key = {"kind": kind, "area": area, "days": days, "first": first}
    if row := CoverRule.objects.select_for_update().filter(**key).first():
        return saved(row, need=need, last=None, **settled(by))
    return created(CoverRule(**key, need=need, set_by=by))


@action("amhp_rota.cover_ended", "Ended what a shift of the AMHP rota needs", needs=may.SET_RULES)
def end_cover(*, cover, version, last, by):
    """What is said of these days ends; a less particular row, such as every day, then stands again."""
    cover = locked(cover, version)
    last_days(last)
    detail(last=last.isoformat())
    return end(cover, last, by)


@action("amhp_rota.rule_set", "Set a rule of the AMHP rota", needs=may.SET_RULES)
def set_rule(*, first, by, rule=None, version=0, **facts):
    """A new rule, or `rule` as it is to be from a day on: a further row, unless this one has not begun before that day."""
    rules.what_was_asked_of_a_past_day_stays(first)
    form = rule.form if rule else facts["form"]
    rules.a_number_that_can_be(form, facts["number"], facts.get("of", 0))
    rules.the_sentence_says_the_number(facts["sentence"], facts["number"], facts.get("of", 0))
    detail(code=rule.code if rule else "", number=str(facts["number"]), hard=facts["hard"], first=first.isoformat())
    if rule is None:
        return created(RotaRule(code=new_code(facts["sentence"]), order=99, first=first, set_by=by, **facts))
    current = locked(rule, version)
    if current.first == first:
        return saved(current, last=None, **facts, **settled(by))
    if RotaRule.objects.filter(code=current.code, first=first).exists():
        raise Refused(
            "This rule is set anew from that day already.",
            field="first",
            remedy="Open that one, or choose another day.",
        )
    return created(RotaRule(code=current.code, form=current.form, order=current.order, first=first, set_by=by, **facts))


@action("amhp_rota.rule_ended", "Ended a rule of the AMHP rota", needs=may.SET_RULES)
def end_rule(*, rule, version, last, by):
    rule = locked(rule, version)
    last_days(last)
    detail(code=rule.code, last=last.isoformat())
    return end(rule, last, by)


def last_days(last):
    if last < clock.today() - DAY:
        raise Refused(
            rules.what_was_asked_of_a_past_day_stays.wording, field="last", remedy="Choose yesterday or later."
        )


def end(row, last, by):
    """Its last day; a row that would end before it begins is taken away, since it never held."""
    if last < row.first:
        row.delete()
        return row
    return saved(row, last=last, **settled(by))


def settled(by):
    return {"set_by": by, "set_at": clock.now()}


def new_code(sentence):
    code = base = slugify(sentence)[:26].strip("-") or "rule"
    n = 1
    while RotaRule.objects.filter(code=code).exists():
        n += 1
        code = f"{base}-{n}"
    return code
