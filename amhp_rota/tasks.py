"""Work that the clock starts at the duty desk and for the rota. Safe to run twice and at the same time."""

from datetime import timedelta

from celery import shared_task

from amhp_rota.actions.desk_outside import alarm_about_outside
from amhp_rota.actions.desk_shift import CLOCK, alarm_about, escalate
from amhp_rota.actions.rota_absence import GAP_CLOCK, alarm_gaps
from amhp_rota.models import Handover, OutsideRequest, Visit
from bep.kit import clock
from bep.kit.targets import target


@shared_task
def escalate_overdue_visits():
    """Every minute: whoever is out and not heard of is asked after, one on the list after another."""
    late = Visit.objects.filter(state=Visit.State.OUT, expected_end__lt=clock.now())
    return sum(escalate(visit=visit, by=CLOCK) is not None for visit in late.select_related("worker", "backup"))


@shared_task
def alarm_about_handovers():
    """Every minute: a handover that nobody has acknowledged in time is told to the service's mailbox, once."""
    limit = clock.now() - timedelta(minutes=float(target("amhp.handover_within").value))
    waiting = Handover.objects.filter(
        acknowledged_at=None, written_at__lt=limit, written_at__gt=limit - timedelta(days=2)
    )
    for handover in waiting.select_related("written_by"):
        alarm_about(handover=handover, by=CLOCK)
    return len(waiting)


@shared_task
def alarm_about_untaken():
    """Every minute: what another organisation asked and nobody has taken in time is told to managers and the hub, once."""
    limit = clock.now() - timedelta(minutes=float(target("amhp.outside_within").value))
    rows = OutsideRequest.objects.waiting().filter(alarmed_at=None, referral__received_at__lt=limit)
    late = list(rows.select_related("referral__person"))
    for outside in late:
        alarm_about_outside(outside=outside, by=CLOCK)
    return len(late)


@shared_task
def alarm_about_gaps():
    """Each hour: shifts that nobody has are told to managers; who could take them is asked, the next few when nobody answers."""
    return len(alarm_gaps(by=GAP_CLOCK))
