"""What another organisation's system asks of the desk: on the board at once, with its clock; taken by whoever is on duty."""

from django.db import transaction

from amhp_rota import permissions as may
from amhp_rota.actions.desk_requests import check_held
from amhp_rota.actions.desk_shift import at, mailbox
from amhp_rota.desk_faces import held_line
from amhp_rota.models import AssessmentRequest, OutsideRequest
from amhp_rota.queries.rota import on_duty
from amhp_rota.rules.desk_clocks import holding_limit
from bep.access.models import Team
from bep.access.queries import holders
from bep.audit.record import action, detail
from bep.kit import clock, outbox
from bep.kit.rules import NotFound
from referrals import taking
from referrals.actions.decide import fetch_to_amhp
from referrals.alarm import addresses


@action("amhp_rota.asked_outside", "Asked the AMHP desk from their system", needs=may.REQUEST)
def ask_from_outside(*, referral, facts, by):
    """The desk is alarmed while the referral is being received: both happen or neither does."""
    made = OutsideRequest(referral=referral, **facts)
    check_held(made.would_be)
    made.save()
    duty = [duty.amhp.worker.email for duty in on_duty().filter(kind__backup=False)]
    tell(made, {mailbox(), *duty}, "asked", by)
    detail(source=made.source, power=made.power)
    return made


@action("amhp_rota.outside_alarmed", "Raised an alarm about a request that nobody has taken", needs=may.DESK)
def alarm_about_outside(*, outside, by):
    """Nobody has taken it in time: whoever runs the service and the hub are told, once."""
    outside.alarmed_at = clock.now()
    outside.save(update_fields=["alarmed_at"])
    managers = [worker.email for worker in holders(may.MAKE_ROTA)]
    tell(outside, {*managers, *addresses((Team.Kind.HUB,))}, "untaken", by)
    return outside


WORDS = {
    "asked": ("Mental Health Act request", "Another organisation asks for a Mental Health Act assessment"),
    "untaken": (
        "Nobody has taken a Mental Health Act request",
        "Another organisation asked for a Mental Health Act assessment, and nobody at the AMHP desk has taken it",
    ),
}
BODY = """{said}: {reference}, received at {time}.{held}

It stands on the AMHP duty desk: {address}
Whoever takes it says there who it is. This email names nobody, on purpose.
"""


def tell(outside, mailboxes, kind, by):
    subject, said = WORDS[kind]
    words = BODY.format(
        said=said, reference=outside, time=at(outside.referral.received_at), held=held(outside.would_be),
        address=outbox.address_of("amhp:outside", pk=outside.pk),
    )  # fmt: skip
    for address in sorted(mailboxes):
        outbox.post(
            "email", to=address, key=f"amhp_rota.outside:{outside.pk}:{kind}:{address}", by=by,
            person=outside.referral.person, to_person=False, subject=f"{subject} {outside}", body=words,
        )  # fmt: skip


def held(asked):
    """Under what and since when, with the day: at night both are of two days."""
    limit = holding_limit(asked)
    if limit is None:
        return ""
    ends = limit.deadline.astimezone(clock.LONDON)
    return f"\n\n{held_line(asked)}. That runs out at {ends:%H:%M} on {ends.day} {ends:%B} ({limit.law})."


@action("amhp_rota.outside_taken", "Took a request of another organisation onto the AMHP desk", needs=may.DESK)
def take_outside(*, outside, version, by):
    """From here it is a request like any other: `version` is that of its referral, which must be matched."""
    must_see_outside(outside, by)
    fetch_to_amhp(referral=outside.referral, version=version, by=by)
    return AssessmentRequest.objects.get(outside=outside.pk)


def must_see_outside(outside, by):
    if not OutsideRequest.objects.visible_to(by).filter(pk=outside.pk).exists():
        raise NotFound("There is no request here that you may see.", remedy="Go back to the duty desk.")


def match_and_take(outside, answer, candidates, *, by):
    """Whom the form chose, by the hub's own matching, and onto the desk: both or neither. `answer` holds the version."""
    referral, version = outside.referral, answer["version"]
    with transaction.atomic():
        if not referral.person_id:
            version = taking.match(referral, answer, candidates, by=by).version
        return take_outside(outside=outside, version=version, by=by)
