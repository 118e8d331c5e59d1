"""What must hold of the rota. The rules about rest, months and weekends are data (RotaRule); these are about its making."""

from datetime import UTC, date, datetime, time, timedelta

from amhp_rota.models import CoverRule, Duty
from bep.kit import clock
from bep.kit.rules import Refused, refuse_by, rule

DAY = timedelta(days=1)
Days = CoverRule.Days
# The most particular word about a day counts: a bank holiday before a weekend, a weekend before every day.
PARTICULAR = [Days.HOLIDAY, Days.WEEKEND, Days.OFF, Days.WORKING, Days.EVERY]


def is_holiday(day):
    return day in clock.bank_holidays(day.year)


def fits(days, day):
    weekend, holiday = day.weekday() >= 5, is_holiday(day)
    return {
        Days.EVERY: True,
        Days.WORKING: not weekend and not holiday,
        Days.WEEKEND: weekend,
        Days.HOLIDAY: holiday,
        Days.OFF: weekend or holiday,
    }[days]


def needed(cover_rules, day):
    """{(kind, area): how many} on a day, by the most particular rule for each."""
    found = {}
    for row in sorted(cover_rules, key=lambda row: (PARTICULAR.index(row.days), -row.first.toordinal())):
        if row.first <= day and (row.last is None or day <= row.last) and fits(row.days, day):
            found.setdefault((row.kind_id, row.area), row.need)
    return {place: need for place, need in found.items() if need}


def standing(rule_rows, day):
    """The rota's rules of a day: of each code the newest row that has begun, unless it has ended since."""
    newest = {row.code: row for row in sorted(rule_rows, key=lambda row: row.first) if row.first <= day}
    return sorted((row for row in newest.values() if row.last is None or day <= row.last), key=lambda row: row.order)


def times(kind, day):
    """When a shift begins and ends, by the clock on the wall in London."""
    starts = datetime.combine(day, kind.starts)
    ends = starts + timedelta(minutes=kind.minutes)
    return starts.replace(tzinfo=clock.LONDON), ends.replace(tzinfo=clock.LONDON)


@rule("This council's practice", "LOCAL")
def a_broken_rule_is_not_published(breaches):
    """A rota is published only when an independent check finds that no rule is broken."""
    if breaches:
        raise refuse_by(a_broken_rule_is_not_published, remedy=" ".join(breaches[:3]))


@rule("This council's practice", "LOCAL")
def leave_is_not_approved_over_a_duty(absence):
    """Leave is not approved while its days have a duty in a published rota."""
    duties = Duty.objects.filter(
        amhp=absence.amhp, rota__state="published", day__gte=absence.first, day__lte=absence.last or date.max
    )
    if duty := duties.select_related("kind").first():
        raise refuse_by(
            leave_is_not_approved_over_a_duty,
            remedy=f"Find somebody for {duty.said} first: swap it, or re-plan.",
        )


@rule("This council's practice: unsocial hours by its own agreement, not seen", "RECALLED")
def unsocial_minutes(duty):
    """Unsocial hours are those of a duty outside the shift's weekday hours, and all of a weekend or a bank holiday."""
    opens, closes = social_hours(duty.kind)
    step, minutes, at = timedelta(minutes=15), 0, duty.starts.astimezone(UTC)
    while at < duty.ends:  # in steps of real time: an hour that the clocks skip is not paid, one they repeat is
        local = at.astimezone(clock.LONDON)
        day = local.date()
        social = day.weekday() < 5 and not is_holiday(day) and opens <= local.time() < closes
        minutes += 0 if social else 15
        at += step
    return minutes


def social_hours(kind):
    if not kind.unsocial:
        return time(0), time(23, 59)
    opens, closes = kind.unsocial.split("-")
    return time.fromisoformat(opens), time.fromisoformat(closes)


def not_past(day, field="day"):
    if day < clock.today():
        raise Refused("This day is past.", field=field, remedy="What was worked is corrected by the claim for it.")
