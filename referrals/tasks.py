"""Work that the clock starts. Safe to run twice."""

from celery import shared_task

from referrals.actions import make_sessions
from referrals.loaders import CLOCK


@shared_task
def make_hub_sessions():
    """Every night the hubs' weekly sessions are made for one day more."""
    return len(make_sessions(by=CLOCK))
