"""What must hold of the register of AMHPs. Each rule's docstring is the sentence a reader sees."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from amhp_rota.models import Approval, Suspension
from bep.kit import clock
from bep.kit.rules import refuse_by, rule
from bep.kit.targets import target

DAY = timedelta(days=1)
MONTHS_AHEAD = (6, 3, 1)


@rule("SI 2008/1206 reg 4", "VERIFIED")
def reg4_five_years(first, last):
    """An AMHP is approved for five years at most."""
    if last > longest(first):
        raise refuse_by(reg4_five_years, field="last", remedy=f"The last day can be {longest(first):%-d %B %Y}.")


def longest(first):
    """The last day of an approval of full length."""
    return first + relativedelta(years=int(target("amhp.approval.years", first).value)) - DAY


@rule("Mental Health Act 1983 s114; SI 2008/1206 regs 4, 6 and 7", "VERIFIED")
def s114_approved(amhp, *days):
    """Nobody acts as an AMHP on a day outside their approval, nor while it is suspended."""
    spans = approved_spans(amhp)
    missing = [day for day in days if not any(first <= day <= last for first, last in spans)]
    if missing:
        raise refuse_by(
            s114_approved,
            field="amhp",
            remedy=f"{amhp} is not approved on {missing[0].day} {missing[0]:%B %Y}: choose somebody who is.",
        )


def approved_on(worker, day):
    """Whether a worker is an AMHP whose approval stands on a day: for whoever takes an application."""
    return approvals_on(day).filter(amhp__worker_id=worker.pk).exists()


def approvals_on(day):
    """The approvals that stand on a day: neither over nor suspended."""
    suspended = Suspension.objects.filter(first__lte=day).exclude(last__lt=day)
    return Approval.objects.filter(first__lte=day, last__gte=day).exclude(suspensions__in=suspended)


def approved_spans(amhp):
    """[(first, last)] of the days on which the approval stands, suspensions cut out."""
    return spans_of((approval, approval.suspensions.all()) for approval in amhp.approvals.all())


def spans_of(approvals):
    """The same of (approval, its suspensions), however they were read."""
    spans = []
    for approval, suspensions in approvals:
        pieces = [(approval.first, approval.last)]
        for gap in suspensions:
            pieces = [piece for one in pieces for piece in without(one, gap.first, gap.last or date.max)]
        spans += pieces
    return sorted(spans)


def without(span, first, last):
    start, end = span
    if last < start or first > end:
        return [span]
    left = [(start, first - DAY)] if first > start else []
    return left + ([(last + DAY, end)] if last < end else [])


@dataclass(frozen=True)
class TrainingYear:
    """One year of an approval: hours done that the council agreed, of the hours that reg 5(a) asks."""

    first: date
    last: date
    hours: Decimal
    needed: Decimal

    @property
    def is_to_come(self):
        return self.first > clock.today()

    @property
    def short(self):
        return max(self.needed - self.hours, Decimal(0))


@rule("SI 2008/1206 reg 5(a)", "VERIFIED")
def reg5_training_years(approval, trainings):
    """In each year of approval an AMHP completes at least 18 hours of training that the council agrees is relevant."""
    years, first = [], approval.first
    while first <= approval.last:
        # Counted from the approval's own first day: from 29 February the year turns on 28 February, then on the 29th again.
        following = approval.first + relativedelta(years=len(years) + 1)
        last = min(following - DAY, approval.last)
        done = sum((t.hours for t in trainings if t.agreed and first <= t.day <= last), Decimal(0))
        years.append(TrainingYear(first, last, done, target("amhp.training.hours", first).value))
        first = following
    return years


def training_now(approval, trainings, today=None):
    today = today or clock.today()
    return next((y for y in reg5_training_years(approval, trainings) if y.first <= today <= y.last), None)


@rule("This council's practice", "LOCAL")
def warned_six_three_and_one_months_ahead(last, today):
    """That an approval ends is said six, three and one months before."""
    passed = [months for months in MONTHS_AHEAD if today >= last - relativedelta(months=months)]
    return min(passed) if passed and today <= last else None


@rule("SI 2008/1206 reg 8", "VERIFIED")
def reg8_kept_five_years(approval):
    """The register keeps each approval for five years after it ends."""
    return approval.last + relativedelta(years=5)
