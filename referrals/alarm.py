"""“In danger now”: an alarm on duty's work lists at once, and an email that says where to look and nothing about whom."""

from django.utils.timezone import localtime

from bep.access.models import Team
from bep.kit import outbox
from bep.kit.council import council

ON_DUTY = (Team.Kind.HUB, Team.Kind.AMHP)
BODY = """Somebody is said to be in danger now.

Open the {what} {reference} in {service}: it is the first line of your work list, under “In danger now”: {list}
Whoever opens it first says so there, so that it is not done twice.

It came at {time}. This email names nobody, on purpose.
"""


def raise_alarm(referral, by):
    """Called while the referral is being received, so that both happen or neither does."""
    tell_duty(referral, "referral", addresses(), key=f"referrals.alarm:{referral.pk}", by=by)


def tell_duty(record, what, mailboxes, *, key, by):
    """One email to each mailbox of duty about a record that has a reference, a moment and perhaps a person."""
    words = BODY.format(
        what=what, reference=record.reference, service=council().service_name, list=outbox.address_of("people:my_work"),
        time=f"{localtime(record.received_at):%H:%M}",
    )  # fmt: skip
    for address in mailboxes:
        subject = f"In danger now: {what} {record.reference}"
        outbox.post(
            "email", to=address, key=f"{key}:{address}", by=by, person=record.person, to_person=False,
            subject=subject, body=words,
        )  # fmt: skip


def addresses(kinds=ON_DUTY):
    """The mailboxes of those on duty; the council's own where no duty team has one."""
    teams = Team.objects.filter(kind__in=kinds, closed=None).exclude(email="")
    return sorted({team.email for team in teams}) or [council().email]
