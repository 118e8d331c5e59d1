"""Work that the clock starts. Safe to run twice."""

from celery import shared_task
from django.core.management import call_command

from referrals.actions import make_sessions
from referrals.loaders import CLOCK


@shared_task
def make_hub_sessions():
    """Every night the hubs' weekly sessions are made for one day more."""
    return len(make_sessions(by=CLOCK))


@shared_task
def forget_abandoned_forms():
    """Every hour: what somebody typed into the public form and never sent goes with its session."""
    call_command("clearsessions")
