"""What lower rooms' events lead to at the duty desk; each runs in the transaction of what caused it."""

from amhp_rota import desk_faces
from amhp_rota.actions.desk_cases import close_case_at_death
from amhp_rota.actions.desk_common import write_line
from amhp_rota.actions.desk_requests import close_at_death, now_held, open_request
from amhp_rota.models import AssessmentRequest, LogLine, MhaCase, OutsideRequest
from bep.audit.events import subscribe
from bep.kit.locking import saved
from bep.kit.rules import Refused


@subscribe("referrals.sent_to_amhp")
def request_follows(referral, by):
    """The decision “urgent to AMHP” lands on the board, the hub's and the desk's own; somebody who is there already gets a
    line in the log. What another organisation's system said beside its referral comes along as it was said."""
    found = AssessmentRequest.objects.select_for_update().open().filter(person=referral.person_id).first()
    if outside := OutsideRequest.objects.filter(referral=referral.pk).first():
        outside.request = joined(found, outside, by) if found else opened(outside, by)
        outside.save(update_fields=["request"])
    elif found:
        write_line(found, LogLine.Kind.NOTE, words=f"The hub sends referral {referral.reference} too.", by=by)
    else:
        open_request(referral.person, facts_of(referral), by, referral=referral)


def opened(outside, by):
    referral = outside.referral
    facts = facts_of(referral) | {"reason": referral.reason} | outside.facts
    return open_request(referral.person, facts, by, referral=referral, asked_at=referral.received_at)


def joined(found, outside, by):
    """Somebody who is on the board already is asked about again. If they are held since, the legal clock runs from there."""
    referral = outside.referral
    held = f" {desk_faces.held_line(outside.would_be)}." if outside.power else ""
    words = f"{referral.referrer_organisation} asks too, referral {referral.reference}: {referral.reason}{held}"
    write_line(found, LogLine.Kind.NOTE, words=words, by=by)
    if not outside.power or found.is_held:
        return found
    now_held(found, outside.power, outside.held_from)
    return saved(found)


def facts_of(referral):
    reason = referral.decisions.order_by("pk").last()
    return {
        "source": AssessmentRequest.Source.HUB,
        "asked_by": ", ".join(filter(None, (referral.referrer_name, referral.referrer_organisation)))[:120]
        or f"Referral {referral.reference}",
        "asked_phone": referral.referrer_phone or referral.phone,
        "reason": "\n".join(filter(None, (reason.reason if reason else "", referral.reason))),
        "risks": referral.risks,
        "place": (referral.address or "Not said: see the referral").replace("\n", ", ")[:200],
        "interpreter": referral.interpreter_language,
    }


@subscribe("people.died")
def work_ends_with_a_death(person, by):
    """Requests and orders end; property in our care stays until it is given back."""
    for request in AssessmentRequest.objects.open().filter(person=person):
        close_at_death(request=request, by=by)
    for case in MhaCase.objects.filter(person=person, state=MhaCase.State.OPEN).exclude(kind=MhaCase.Kind.PROPERTY):
        close_case_at_death(case=case, by=by)


@subscribe("people.merged")
def no_open_request_is_left_behind(merge, by):
    """Two open requests cannot both be the one person's, and neither may vanish from the board: one is closed first."""
    if AssessmentRequest.objects.open().filter(person=merge.lost_id).exists():
        raise Refused(
            "Both records have an open request at the AMHP duty desk.", remedy="Ask the desk to close one, then merge."
        )
