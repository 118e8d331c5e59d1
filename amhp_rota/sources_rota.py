"""Rows that the register and the rota give to My work: bep/kit/registry.py says with which columns. None is about a person."""

from dateutil.relativedelta import relativedelta
from django.db.models import Case, DateField, Exists, F, Func, IntegerField, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.db.models.lookups import LessThanOrEqual

from amhp_rota.models import Absence, Approval, ApprovalWarning, Claim, Duty, Supervision, Swap
from amhp_rota.rules.register import MONTHS_AHEAD
from bep.kit import clock
from bep.kit.union import NOBODY, EndOfDay, StartOfDay


def approvals_ending(involved):
    """An item for each warning, six, three and one months ahead, for whoever keeps the register, until it is seen."""
    seen = ApprovalWarning.objects.filter(approval=OuterRef("pk"), months=OuterRef("months"))
    return approval_rows("amhp_approval_ending", NOBODY, lambda rows: rows.filter(~Exists(seen)))


def my_approval_ending(involved):
    """For the AMHP, until the next approval is recorded."""
    return approval_rows("amhp_my_approval", F("amhp__worker_id"))


def approval_rows(kind, worker, narrow=lambda rows: rows):
    followed = Approval.objects.filter(amhp=OuterRef("amhp"), first__gt=OuterRef("last"))
    rows = Approval.objects.filter(~Exists(followed), last__gte=clock.today(), amhp__worker__is_active=True)
    rows = rows.filter(MonthsBefore("last", max(MONTHS_AHEAD)).lte_today())
    warned = [When(MonthsBefore("last", n).lte_today(), then=Value(n)) for n in sorted(MONTHS_AHEAD)]
    rows = narrow(rows.annotate(months=Case(*warned, output_field=IntegerField())))
    return rows.values(
        person_id=NOBODY, due=StartOfDay(Value(clock.today())), kind=Value(kind), object_id=F("amhp_id"), worker_id=worker,
        facts=JSONObject(name=F("amhp__worker__name"), last_=F("last"), months_=F("months")),
    )  # fmt: skip


class MonthsBefore(Func):
    """The day so many months before another, as the rule counts it: a short month's last day where there is no such day."""

    template = "(%(expressions)s - interval '%(months)s months')::date"
    output_field = DateField()

    def __init__(self, expression, months):
        super().__init__(expression, months=int(months))

    def lte_today(self):
        return LessThanOrEqual(self, Value(clock.today()))


def supervision_due(involved):
    newer = Supervision.objects.filter(amhp=OuterRef("amhp"), day__gt=OuterRef("day"))
    rows = Supervision.objects.filter(~Exists(newer), next_due__lte=clock.today() + relativedelta(days=7))
    return rows.values(
        person_id=NOBODY, due=EndOfDay("next_due"), kind=Value("amhp_supervision"), object_id=F("amhp_id"),
        worker_id=NOBODY, facts=JSONObject(name=F("amhp__worker__name")),
    )  # fmt: skip


def leave_asked(involved):
    return Absence.objects.filter(state="asked").values(
        person_id=NOBODY, due=StartOfDay("first"), kind_=Value("amhp_leave"), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=F("amhp__worker__name"), first_=F("first"), last_=F("last")),
    )  # fmt: skip


def swaps_agreed(involved):
    return swap_rows(Swap.objects.filter(state="agreed"), "amhp_swap_agreed", NOBODY, F("giver__worker__name"))


def swaps_asked(involved):
    rows = Swap.objects.filter(state="offered", asked__isnull=False)
    return swap_rows(rows, "amhp_swap_asked", F("asked__worker_id"), F("giver__worker__name"))


def swap_rows(rows, kind, worker, name):
    return rows.values(
        person_id=NOBODY, due=F("duty__starts"), kind=Value(kind), object_id=F("pk"), worker_id=worker,
        facts=JSONObject(name=name, shift_=F("duty__kind__name"), day_=F("duty__day")),
    )  # fmt: skip


def claims_to_sign(involved):
    return Claim.objects.filter(state="claimed").values(
        person_id=NOBODY, due=F("claimed_at"), kind=Value("amhp_claim"), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=F("amhp__worker__name"), day_=F("duty__day")),
    )  # fmt: skip


def duties_soon(involved):
    """One's own duties of the next days."""
    rows = Duty.objects.filter(rota__state="published", ends__gt=clock.now())
    return rows.values(
        person_id=NOBODY, due=F("starts"), kind_=Value("amhp_duty"), object_id=F("pk"), worker_id=F("amhp__worker_id"),
        facts=JSONObject(name=Value("You"), shift_=F("kind__name")),
    )  # fmt: skip
