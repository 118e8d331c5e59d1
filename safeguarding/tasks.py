"""Work that the clock starts in this room. Safe to run twice and at the same time."""

from celery import shared_task

from bep.kit import clock
from bep.kit.jobs import enqueue
from safeguarding.casefile.actions import CLOCK
from safeguarding.casefile.draw import month_before
from safeguarding.models import AuditSample


@shared_task
def draw_audit():
    """Each night until it is there: last month’s sample is asked for. The table has one of a month, however often it is asked."""
    today = clock.today()
    month = month_before(today)
    if not AuditSample.objects.filter(month=month).exists():
        enqueue("safeguarding.draw_audit", by=CLOCK, key=f"safeguarding.audit:{today}", month=month.isoformat())
    return month.isoformat()
