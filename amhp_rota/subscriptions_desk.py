"""What lower rooms' events lead to at the duty desk; each runs in the transaction of what caused it."""

from amhp_rota.actions.desk_cases import close_case_at_death
from amhp_rota.actions.desk_common import write_line
from amhp_rota.actions.desk_requests import close_at_death, open_request
from amhp_rota.models import AssessmentRequest, LogLine, MhaCase
from bep.audit.events import subscribe
from bep.kit.rules import Refused


@subscribe("referrals.sent_to_amhp")
def request_follows(referral, by):
    """The hub's triage “urgent to AMHP” lands on the board; somebody who is there already gets a line in the log."""
    found = AssessmentRequest.objects.open().filter(person=referral.person_id).first()
    if found:
        write_line(found, LogLine.Kind.NOTE, words=f"The hub sends referral {referral.reference} too.", by=by)
        return
    open_request(referral.person, facts_of(referral), by, referral=referral)


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
