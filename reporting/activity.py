"""What the pathway did, month by month: each measure is a list of records, and its number is the length of that list.

Whoever may open lists counts only what they may see. Whoever may see numbers only counts everything, rounded, and opens nothing.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Value
from django.db.models.functions import TruncMonth

from assessments.models import ChoiceMeeting
from bep.kit import clock
from bep.kit.targets import UnknownTarget, target
from enablement.models import PlannedService, Review, SupportSpell
from people.models import Person
from referrals.models import Appointment, Referral

KEPT = 600  # seconds that everybody's numbers are kept for
HOMES = ["Long term support: Residential care", "Long term support: Nursing care"]


@dataclass(frozen=True)
class Measure:
    """One row of Table 15. `rows()` are the records; `day` the date that puts one in a month; `team` and `hub` where they are."""

    key: str
    label: str
    short: str  # under a bar of a chart; no two alike
    rows: Callable
    day: str
    team: str = ""
    hub: str = ""
    link: str = ""  # the record's page, taking its pk; the person's page where it has none
    moment: bool = False  # the day is a moment, to be read in London

    @property
    def expected(self):
        return f"activity.{self.key}"


def in_homes(yes):
    """Reviews of packages in a care home, or of all others."""
    approved = PlannedService.objects.filter(service_type__in=HOMES, approved_at__isnull=False)
    home = Exists(approved.filter(person=OuterRef("person")))
    return Review.objects.filter(home if yes else ~home, of=Review.Of.CARE, state=Review.State.HELD)


def spells(tier):
    return lambda: SupportSpell.objects.filter(tier=tier)


MEASURES = {
    measure.key: measure
    for measure in [
        Measure("referrals", "Referrals received", "Referrals", Referral.objects.all, "received_at", "team", moment=True),
        Measure(
            "carer_referrals", "of them, of carers", "Of carers",
            lambda: Referral.objects.filter(person__client_type="Unpaid carer"), "received_at", "team", moment=True,
        ),
        Measure(
            "choice_appointments", "Choice appointments attended", "Choice appointments",
            lambda: Appointment.objects.filter(state="attended"), "starts", "referral__team", "session__hub", moment=True,
        ),
        Measure(
            "choice_meetings", "Choice meetings held", "Choice meetings",
            lambda: ChoiceMeeting.objects.filter(state="held"), "held_on",
        ),
        Measure("brief", "Brief enablement begun", "Brief", spells("brief"), "starts", "team"),
        Measure("standard", "Network Plus begun", "Network Plus", spells("standard"), "starts", "team"),
        Measure("specialist", "Specialist support begun", "Specialist", spells("specialist"), "starts", "team"),
        Measure("intensive", "Intensive enablement begun", "Intensive", spells("intensive"), "starts", "team"),
        Measure(
            "community_reviews", "Community reviews held", "Community reviews",
            lambda: in_homes(False), "held_on", "episode__team",
        ),
        Measure(
            "residential_reviews", "Residential reviews held", "Residential reviews",
            lambda: in_homes(True), "held_on", "episode__team",
        ),
    ]
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What is counted: whose records (None: everybody's, as numbers only), from a month to another, of a team or a hub."""

    worker: object
    first: date
    last: date
    team: int | None = None
    hub: int | None = None

    @property
    def months(self):
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return [self.first + relativedelta(months=n) for n in range(count)]

    @property
    def end(self):
        """The day after the last month."""
        return self.last + relativedelta(months=1)


def last_twelve_months(today):
    this = today.replace(day=1)
    return this - relativedelta(months=11), this


def records(measure, scope):
    """The list behind a number."""
    rows = measure.rows()
    if scope.worker is not None:
        rows = rows.filter(person__in=Person.objects.visible_to(scope.worker))
    start, end = (clock.at(d) for d in (scope.first, scope.end)) if measure.moment else (scope.first, scope.end)
    rows = rows.filter(**{f"{measure.day}__gte": start, f"{measure.day}__lt": end})
    if scope.team:
        rows = rows.filter(**{measure.team: scope.team}) if measure.team else rows.none()
    if scope.hub:
        rows = rows.filter(**{measure.hub: scope.hub}) if measure.hub else rows.none()
    return rows


def counted(measures, scope, by="month"):
    """{measure key: Counter of month (or team's or hub's id) → number}.

    Of the people a worker may see they are counted as asked. Everybody's may be ten minutes old, as the page says: counting a
    whole service takes time that grows with it, and nobody opens a list behind those.
    """
    if scope.worker is not None:
        return count(measures, scope, by)
    place = f"{by}:{scope.first}:{scope.last}:{scope.team}:{scope.hub}:{'+'.join(measure.key for measure in measures)}"
    return cache.get_or_set(f"reporting.counted:{place}", lambda: count(measures, scope, by), KEPT)


def count(measures, scope, by):
    """All measures in one query."""
    parts = [numbers(measure, scope, by) for measure in measures if by == "month" or getattr(measure, by)]
    found = {measure.key: Counter() for measure in measures}
    for row in parts[0].union(*parts[1:], all=True) if parts else ():
        found[row["measure"]][row["part"]] += row["number"]
    return found


def numbers(measure, scope, by):
    part = TruncMonth(measure.day, **month_reading(measure)) if by == "month" else F(getattr(measure, by))
    return (
        records(measure, scope).order_by().annotate(measure=Value(measure.key), part=part)
        .values("measure", "part").annotate(number=Count("pk")).values("measure", "part", "number")
    )  # fmt: skip


def month_reading(measure):
    from django.db.models import DateField

    reading = {"output_field": DateField()}
    return reading | {"tzinfo": clock.LONDON} if measure.moment else reading


def expected(measure, scope):
    """{month: number expected}: a twelfth of the year's plan, as the plan stood in that month; None where there is no plan.

    Plans are of the whole service, so with a part of it chosen, or one worker's people, there is nothing to set beside.
    """
    part = scope.team or scope.hub or scope.worker is not None
    return {month: None if part else a_twelfth(measure.expected, month) for month in scope.months}


def a_twelfth(key, month):
    try:
        return float(target(key, month).value) / 12
    except UnknownTarget:
        return None
