"""Absence and wishes: leave is asked and decided by somebody else; sickness is recorded at once and frees the duties."""

from datetime import date

from amhp_rota import gaps
from amhp_rota import permissions as may
from amhp_rota.actions.register import mine_or_kept
from amhp_rota.models import Absence, Duty, Rota, Wish
from amhp_rota.rules import rota as rules
from amhp_rota.states_register import ABSENCE
from bep.access.actors import actor
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, approving_is_apart_from_asking

GAP_CLOCK = actor("the rota's clock", may.MAKE_ROTA)


@action("amhp_rota.gaps_told", "Told of shifts that nobody has", needs=may.MAKE_ROTA)
def alarm_gaps(*, by):
    found = gaps.alarm(by)
    detail(gaps=len(found))
    return found


@action("amhp_rota.leave_asked", "Asked for leave", needs=may.OWN_DUTIES)
def ask_leave(*, amhp, first, last, by):
    mine_or_kept(amhp, by)
    return created(Absence(amhp=amhp, kind=Absence.Kind.LEAVE, first=first, last=last, asked_by=by))


@action("amhp_rota.leave_approved", "Approved leave", needs=may.MAKE_ROTA)
def approve_leave(*, absence, version, by):
    absence = locked(absence, version)
    approving_is_apart_from_asking(by, absence.amhp.worker_id)
    ABSENCE.move(absence, "approve")
    rules.leave_is_not_approved_over_a_duty(absence)
    return saved(absence, decided_by=by)


@action("amhp_rota.leave_refused", "Refused leave", needs=may.MAKE_ROTA)
def refuse_leave(*, absence, version, reason, by):
    absence = locked(absence, version)
    approving_is_apart_from_asking(by, absence.amhp.worker_id)
    ABSENCE.move(absence, "refuse")
    return saved(absence, decided_by=by, reason=reason)


@action("amhp_rota.leave_withdrawn", "Withdrew an absence", needs=may.OWN_DUTIES)
def withdraw_leave(*, absence, version, by):
    absence = locked(absence, version)
    mine_or_kept(absence.amhp, by)
    ABSENCE.move(absence, "withdraw")
    return saved(absence)


@action("amhp_rota.absence_recorded", "Recorded that an AMHP is away", needs=may.OWN_DUTIES)
def record_absence(*, amhp, kind, first, last=None, by):
    """Sickness, training or other duties: what is to come of their duties is free at once, and alarms."""
    mine_or_kept(amhp, by)
    if kind == Absence.Kind.LEAVE:
        raise Refused("Leave is asked for.", field="kind", remedy="Ask for it, and a manager decides.")
    facts = {"state": Absence.State.APPROVED, "asked_by": by, "decided_by": by}
    absence = created(Absence(amhp=amhp, kind=kind, first=first, last=last, **facts))
    freed = free(amhp, first, last)
    detail(kind=kind, freed=len(freed))
    if any(rota.state == Rota.State.PUBLISHED for rota in freed):
        gaps.alarm(by, first=max(first, clock.today()))
    return absence


def free(amhp, first, last):
    """Takes the AMHP off their duties to come on these days; the rotas that lost one."""
    rows = Duty.objects.filter(amhp=amhp, day__gte=max(first, clock.today()), day__lte=last or date.max)
    rows = rows.filter(starts__gt=clock.now()).select_related("rota")
    rotas = {duty.rota for duty in rows}
    rows.delete()
    return rotas


@action("amhp_rota.wished", "Said what they would like of the rota", needs=may.OWN_DUTIES)
def wish(*, amhp, day, wants, kind=None, by):
    mine_or_kept(amhp, by)
    rules.not_past(day)
    found, _ = Wish.objects.update_or_create(amhp=amhp, day=day, kind=kind, defaults={"wants": wants})
    return found


@action("amhp_rota.wish_dropped", "Took back a wish about the rota", needs=may.OWN_DUTIES)
def drop_wish(*, wish, by):
    mine_or_kept(wish.amhp, by)
    wish.delete()
    return wish.amhp
