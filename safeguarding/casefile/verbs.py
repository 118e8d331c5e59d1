"""What a worker may do to an audited case from where it is: the buttons of its page."""

from django.urls import reverse

from bep.kit.faces import Link
from safeguarding import permissions as may
from safeguarding.casefile.actions import cannot_read
from safeguarding.models import AuditCase

S = AuditCase.State


def verbs(case, worker):
    if not case.sample.is_open:
        return []
    return [Link(label, reverse(f"safeguarding:{name}", args=[case.pk])) for label, name in found(case, worker)]


def found(case, worker):
    """One's own part first, then what leads it."""
    yield from own(case, worker)
    if worker.has_perm(may.AUDIT_LEAD) and (
        case.state == S.DRAWN or (case.state == S.REVIEWING and not case.reviews.exists())
    ):
        yield "Name its reviewers" if case.state == S.DRAWN else "Name others", "audit_assign"
    if worker.has_perm(may.AUDIT_LEAD) and case.state in {S.REVIEWING, S.MODERATING}:
        yield "Give one part to a colleague", "audit_hand_on"
    if worker.has_perm(may.AUDIT_LEAD) and case.state in {S.DRAWN, S.REVIEWING, S.MODERATING}:
        yield "Take it out", "audit_withdraw"
    if worker.has_perm(may.AUDIT_REVIEW) and case.state in {S.TOLD, S.DONE}:
        yield "Add an action", "audit_add_action"


def own(case, worker):
    seat = case.seat_of(worker)
    if case.state == S.REVIEWING and seat and not case.reviews.filter(seat=seat).exists():
        yield "Review it", "audit_review"
    if case.state == S.MODERATING and case.moderator_id == worker.pk:
        yield "Decide where they differ", "audit_rule"
    if case.state == S.TOLD:
        if case.worker_id == worker.pk:
            yield "I have read it", "audit_read"
        elif worker.has_perm(may.AUDIT_LEAD) and cannot_read(case):
            yield "Read it for them", "audit_read"
