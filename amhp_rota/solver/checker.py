"""Validates a roster, written apart from the model: it shares the problem's types with it and no line of reasoning.

It reads one person's duties in order, as somebody checking a paper rota would, and nothing is published that it finds fault with.
"""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from functools import singledispatch
from itertools import pairwise
from zoneinfo import ZoneInfo

from amhp_rota.solver import problem as p
from amhp_rota.solver.outcome import Breach


def check(problem, roster, *, soft=False):
    """Every hard rule that the roster breaks; with `soft`, every soft rule and every allowed gap instead."""
    facts = Facts(problem, roster)
    if soft:
        rules = [rule for rule in problem.rules if not rule.hard]
        return [*by_rules(facts, rules), *heads(facts, hard=False)]
    rules = [rule for rule in problem.rules if rule.hard]
    return [*unknown(facts), *allowed(facts), *by_hand(facts), *by_rules(facts, rules), *heads(facts, hard=True)]


class Facts:
    """The roster as a checker looks at it: each person's duties in order, with those that stand around it."""

    def __init__(self, problem, roster):
        self.problem, self.roster = problem, sorted(roster)
        self.kinds = {kind.code: kind for kind in problem.kinds}
        self.people = {person.id: person for person in problem.people}
        self.own, self.all = defaultdict(list), defaultdict(list)
        for duty in self.roster:
            if duty.kind in self.kinds and duty.person in self.people:
                self.own[duty.person].append(duty)
        for person in self.people:
            around = [d for d in problem.worked if d.person == person and not problem.first <= d.day <= problem.last]
            self.all[person] = sorted(self.own[person] + around)

    def instants(self, duty):
        """When it begins and ends, in seconds that really pass."""
        kind, zone = self.kinds[duty.kind], ZoneInfo(self.problem.zone)
        begins = datetime.combine(duty.day, kind.starts)
        ends = begins + timedelta(minutes=kind.minutes)
        return begins.replace(tzinfo=zone).timestamp(), ends.replace(tzinfo=zone).timestamp()

    def touches(self, days):
        return any(self.problem.first <= day <= self.problem.last for day in days)


def breach(rule, person, days, words=""):
    return Breach(rule.code, rule.sentence, person, tuple(sorted(set(days))), words)


# --- each duty by itself ----------------------------------------------------------------------------------------------

UNKNOWN = p.Rule(code="unknown", sentence="Every duty is one person of this rota on one shift that it asks for.")


def unknown(facts):
    asked = {(cover.day, cover.kind, cover.area) for cover in facts.problem.cover}
    twice = {duty for duty, times in Counter(facts.roster).items() if times > 1}
    for duty in facts.roster:
        named = duty.person in facts.people and duty.kind in facts.kinds
        if not named or (duty.day, duty.kind, duty.area) not in asked or duty in twice:
            yield breach(UNKNOWN, duty.person, [duty.day], f"{duty.kind} {duty.area}".strip())


def allowed(facts):
    """May this person do this duty at all?"""
    for name, duties in facts.own.items():
        person = facts.people[name]
        for duty in duties:
            yield from not_approved(person, duty, facts.kinds[duty.kind])
            yield from not_here(person, duty)
            if facts.kinds[duty.kind].night and not person.nights:
                yield breach(p.NIGHTS, name, [duty.day])
            if duty.area and person.areas and duty.area not in person.areas:
                yield breach(p.AREAS, name, [duty.day], duty.area)
        yield from twice_a_day(name, duties)


def not_approved(person, duty, kind):
    """Every day that the duty reaches into lies within an approval."""
    last_minute = kind.starts.hour * 60 + kind.starts.minute + kind.minutes - 1
    for day in (duty.day + timedelta(days=n) for n in range(last_minute // 1440 + 1)):
        if not any(span.first <= day and (span.last is None or day <= span.last) for span in person.approved):
            yield breach(p.APPROVED, person.id, [day])


def not_here(person, duty):
    for away in person.away:
        if away.first <= duty.day and (away.last is None or duty.day <= away.last):
            yield breach(p.AWAY, person.id, [duty.day], away.why)


def twice_a_day(name, duties):
    for day, times in Counter(duty.day for duty in duties).items():
        if times > 1:
            yield breach(p.ONCE, name, [day])


def by_hand(facts):
    there = set(facts.roster)
    for duty in facts.problem.fixed:
        if duty not in there:
            yield breach(p.FIXED, duty.person, [duty.day])


def heads(facts, *, hard):
    """Too few or too many on a shift."""
    on = Counter((duty.day, duty.kind, duty.area) for duty in facts.roster)
    for cover in facts.problem.cover:
        have = on[cover.day, cover.kind, cover.area]
        words = f"{facts.kinds[cover.kind].name} {cover.area}".strip() + f": {have} of {cover.need}"
        few, many = have < cover.need, have > cover.need
        if (few and (cover.under is None) == hard) or (many and (cover.over is None) == hard):
            yield breach(p.COVER, "", [cover.day], words)


# --- each person's duties in order ------------------------------------------------------------------------------------


def by_rules(facts, rules):
    for rule in rules:
        for person in facts.people:
            if not rule.who or person in rule.who:
                yield from broken(rule, facts, person)


@singledispatch
def broken(rule, facts, person):
    raise TypeError(f"The checker knows no rule of the kind {type(rule).__name__}.")


@broken.register
def _(rule: p.Rest, facts, person):
    duties = [d for d in facts.all[person] if not rule.apart or d.kind in rule.apart]
    in_time = sorted(duties, key=lambda duty: facts.instants(duty)[0])
    for one, other in pairwise(in_time):
        rested = (facts.instants(other)[0] - facts.instants(one)[1]) / 3600
        if rested < rule.hours and facts.touches([one.day, other.day]):
            yield breach(rule, person, [one.day, other.day], f"{max(rested, 0):g} hours")


@broken.register
def _(rule: p.NotAfter, facts, person):
    after = {(duty.day, duty.kind) for duty in facts.all[person]}
    for duty in facts.all[person]:
        tomorrow = duty.day + timedelta(days=1)
        too_soon = duty.kind == rule.kind and any((tomorrow, kind) in after for kind in rule.next)
        if too_soon and facts.touches([duty.day, tomorrow]):
            yield breach(rule, person, [duty.day, tomorrow])


@broken.register
def _(rule: p.Most, facts, person):
    source = facts.all if rule.each == "month" else facts.own
    groups = defaultdict(list)
    for duty in source[person]:
        if not rule.kinds or duty.kind in rule.kinds:
            groups[(duty.day.year, duty.day.month) if rule.each == "month" else "rota"].append(duty.day)
    for days in groups.values():
        # What stood before may break a rule already; the roster is at fault only when it adds to that.
        if len(days) > rule.most and facts.touches(days):
            yield breach(rule, person, [d for d in days if facts.touches([d])], f"{len(days)}, {rule.most} at most")


@broken.register
def _(rule: p.InARow, facts, person):
    for run in stretches(duty.day for duty in facts.all[person]):
        if rule.most is not None and len(run) > rule.most and facts.touches(run):
            yield breach(rule, person, run, f"{len(run)} days")
    for run in stretches(duty.day for duty in facts.own[person]):
        inside = run[0] > facts.problem.first and run[-1] < facts.problem.last
        if inside and len(run) < rule.least:
            yield breach(rule, person, run, f"{len(run)} days")


@broken.register
def _(rule: p.OffInARow, facts, person):
    days = sorted({duty.day for duty in facts.own[person]})
    for one, other in pairwise(days):
        off = (other - one).days - 1
        if 0 < off < rule.least:
            yield breach(rule, person, [one, other], f"{off} days off")


def stretches(days):
    """The days as runs, one after another."""
    runs = []
    for day in sorted(set(days)):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


@broken.register
def _(rule: p.Weekends, facts, person):
    source = facts.all if rule.of else facts.own
    weekends = sorted({d.day - timedelta(days=d.day.weekday() - 5) for d in source[person] if d.day.weekday() > 4})
    if not rule.of:
        if len(weekends) > rule.most:
            yield breach(rule, person, weekends, f"{len(weekends)} weekends")
        return
    for first in weekends:
        window = [w for w in weekends if 0 <= (w - first).days < 7 * rule.of]
        sundays = [w + timedelta(days=1) for w in window]
        if len(window) > rule.most and facts.touches(window + sundays):
            yield breach(rule, person, window, f"{len(window)} of {rule.of}")


@broken.register
def _(rule: p.Minutes, facts, person):
    if not rule.days:
        total = sum(facts.kinds[duty.kind].minutes for duty in facts.own[person])
        if total < rule.least or (rule.most is not None and total > rule.most):
            yield breach(rule, person, [duty.day for duty in facts.own[person]], f"{total / 60:g} hours")
        return
    for first in facts.all[person]:
        last = first.day + timedelta(days=rule.days - 1)
        window = [duty for duty in facts.all[person] if first.day <= duty.day <= last]
        total = sum(facts.kinds[duty.kind].minutes for duty in window)
        if rule.most is not None and total > rule.most and facts.touches(d.day for d in window):
            yield breach(rule, person, [d.day for d in window], f"{total / 60:g} hours in {rule.days} days")
