"""Rows that the register and the rota give to My work: bep/kit/registry.py says with which columns. None is about a person."""

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import JSONObject

from amhp_rota.models import Absence, Approval, Claim, Duty, Supervision, Swap
from amhp_rota.rules.register import MONTHS_AHEAD
from bep.kit import clock
from bep.kit.union import NOBODY, EndOfDay, StartOfDay


def approvals_ending(involved):
    """Six months ahead, for whoever keeps the register; the same row stays until the next approval is recorded."""
    return approval_rows("amhp_approval_ending", NOBODY)


def my_approval_ending(involved):
    return approval_rows("amhp_my_approval", F("amhp__worker_id"))


def approval_rows(kind, worker):
    today = clock.today()
    soon = today + relativedelta(months=max(MONTHS_AHEAD))
    followed = Approval.objects.filter(amhp=OuterRef("amhp"), first__gt=OuterRef("last"))
    rows = Approval.objects.filter(~Exists(followed), last__gte=today, last__lte=soon, amhp__worker__is_active=True)
    return rows.values(
        person_id=NOBODY, due=StartOfDay(Value(today)), kind=Value(kind), object_id=F("amhp_id"), worker_id=worker,
        facts=JSONObject(name=F("amhp__worker__name"), last_=F("last")),
    )  # fmt: skip


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
