"""All that the rota's problem, its check and its page are made from, read once: the register, the data and the duties around."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q

from amhp_rota.models import Absence, Amhp, Approval, CoverRule, Duty, RotaRule, ShiftKind, Suspension, Wish
from amhp_rota.rules.register import spans_of
from amhp_rota.solver import problem as p
from bep.kit.reads import revived, whole

YEAR, AROUND = timedelta(days=365), timedelta(days=35)


@dataclass
class Reading:
    """Five queries, whatever there is."""

    kinds: list
    cover: list
    rules: list
    amhps: list
    duties: list

    def roster(self, rota):
        return tuple(typed(duty) for duty in self.duties if duty.rota_id == rota.pk)

    def names(self):
        return {amhp.pk: amhp.worker.name for amhp in self.amhps}


def read(rota):
    duties = Duty.objects.filter(day__gte=rota.first - YEAR, day__lte=rota.last + AROUND)
    return Reading(
        kinds=list(ShiftKind.objects.all()),
        cover=list(CoverRule.objects.select_related("kind")),
        rules=list(RotaRule.objects.all()),
        amhps=[amhp for amhp in register(rota)],
        duties=list(duties.select_related("kind", "amhp__worker")),
    )


def register(rota):
    """Everybody on the register with what decides when they may be on duty: `spans`, `away` and `asked`."""
    absences = Absence.objects.filter(amhp=OuterRef("pk"), state="approved", first__lte=rota.last)
    absences = absences.filter(Q(last=None) | Q(last__gte=rota.first))
    wishes = Wish.objects.filter(amhp=OuterRef("pk"), day__gte=rota.first, day__lte=rota.last)
    rows: Any = Amhp.objects.select_related("worker").annotate(
        approvals_=whole(Approval.objects.filter(amhp=OuterRef("pk"))),
        suspensions_=whole(Suspension.objects.filter(approval__amhp=OuterRef("pk"))),
        absences_=whole(absences),
        wishes_=whole(wishes),
    )
    for amhp in rows:
        amhp.away, amhp.asked = list(revived(Absence, amhp.absences_)), list(revived(Wish, amhp.wishes_))
        amhp.spans = approved(amhp)
        yield amhp


def approved(amhp):
    gaps: dict = {}
    for gap in revived(Suspension, amhp.suspensions_):
        gaps.setdefault(gap.approval_id, []).append(gap)
    return spans_of((approval, gaps.get(approval.pk, [])) for approval in revived(Approval, amhp.approvals_))


def typed(duty):
    return p.Duty(duty.day, duty.kind.code, str(duty.amhp_id), duty.area)
