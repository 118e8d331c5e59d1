"""“In danger now”: an alarm on duty's work lists at once, and an email that says where to look and nothing about whom."""

from django.utils.timezone import localtime

from bep.access.models import Team
from bep.kit import outbox
from bep.kit.council import council

ON_DUTY = (Team.Kind.HUB, Team.Kind.AMHP)
BODY = """Somebody is said to be in danger now.

Open the referral {reference} in {service}: it is the first line of your work list, under “In danger now”.
Whoever opens it first says so there, so that it is not done twice.

It came at {time}. This email names nobody, on purpose.
"""


def raise_alarm(referral, by):
    """Called while the referral is being received, so that both happen or neither does."""
    words = BODY.format(
        reference=referral.reference, service=council().service_name, time=f"{localtime(referral.received_at):%H:%M}"
    )
    for address in addresses():
        key = f"referrals.alarm:{referral.pk}:{address}"
        subject = f"In danger now: referral {referral.reference}"
        outbox.post(
            "email", to=address, key=key, by=by, person=referral.person, to_person=False, subject=subject, body=words
        )


def addresses():
    """The mailboxes of those on duty; the council's own where no duty team has one."""
    teams = Team.objects.filter(kind__in=ON_DUTY, closed=None).exclude(email="")
    return sorted({team.email for team in teams}) or [council().email]
