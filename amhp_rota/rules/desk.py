"""What must hold at the duty desk. Each rule's docstring is the sentence a reader sees."""

from amhp_rota.models import AssessmentRequest
from amhp_rota.rules.register import approved_on
from bep.kit.rules import NotAllowed, WrongMoment, refuse_by, rule

Outcome, Source = AssessmentRequest.Outcome, AssessmentRequest.Source
NO_APPLICATION = {Outcome.NOT_ASSESSED, Outcome.NOT_DETAINED, Outcome.INFORMAL, Outcome.DISCHARGED, Outcome.OTHER}


@rule("This council's practice", "LOCAL")
def one_open_request(request):
    """This person has an open request at the duty desk already."""
    found = AssessmentRequest.objects.open().filter(person=request.person_id).exclude(pk=request.pk).first()
    if found:
        raise refuse_by(one_open_request, remedy="Open it from the person's page and add what you know to its log.")


@rule("This council's practice", "LOCAL")
def says_who_asks_and_why(request):
    """A request says who asks, why now, and where the person is."""
    for field in ("asked_by", "reason", "place"):
        if not (getattr(request, field) or "").strip():
            raise refuse_by(says_who_asks_and_why, field=field, remedy="Fill in what is missing.")


@rule("This council's practice", "LOCAL")
def is_open(request):
    """A request that is closed is not added to."""
    if not request.is_open:
        raise WrongMoment("This request is closed.", remedy="Make a new request if one is needed.")


@rule("This service's own: restricted records", "LOCAL")
def a_handover_keeps_to_whom_it_is_about(words, others, field):
    """What is written about a restricted person is read by those who may see them: their own paragraph alone speaks of them."""
    said = words.casefold()
    for person in others:
        if any(sign and sign.casefold() in said for sign in (person.family_name, person.reference, person.nhs_number)):
            ask = f"Take what is about {person.reference} out of here and write it in their own paragraph."
            raise refuse_by(a_handover_keeps_to_whom_it_is_about, field=field, remedy=ask)


@rule("Mental Health Act 1983 s13(1A): the AMHP must be satisfied", "VERIFIED")
def decides_oneself(request, by):
    """The AMHP who considers the case decides it. Nobody approves, edits or directs that decision."""
    if request.amhp_id is None or request.amhp_id != by.pk:
        who = request.amhp.name if request.amhp_id else "nobody yet"
        raise NotAllowed(
            f"{decides_oneself.wording} It is taken on by {who}.",
            remedy="If you consider the case yourself, take the request on first.",
        )


@rule("Mental Health Act 1983 s114; SI 2008/1206", "VERIFIED")
def approved_that_day(worker, day):
    """Only somebody whose approval as an AMHP stands on that day considers a case, or makes an application."""
    if not approved_on(worker, day):
        raise refuse_by(
            approved_that_day,
            field="applied_on",
            remedy=f"{worker.name} is not approved on {day.day} {day:%B %Y} in our register: ask whoever keeps it.",
        )


@rule("Mental Health Act 1983 s13(4)", "VERIFIED")
def relative_has_reasons(request):
    """A nearest relative who asked, and after whose asking no application is made, is given reasons in writing."""
    owed = request.source == Source.RELATIVE and request.outcome in NO_APPLICATION
    if owed and not request.told_relative.strip():
        raise refuse_by(relative_has_reasons, remedy="Record the reasons given, then close.")


@rule("This council's lone-working practice", "LOCAL")
def nobody_is_still_out(request):
    """A request is closed only when everybody who went out for it is back."""
    if request.visits.filter(state="out").exists():
        raise refuse_by(nobody_is_still_out, remedy="Reach them first, and say so on the duty desk under visits.")


@rule("Mental Health Act 1983 ss135, 136, 5", "VERIFIED")
def nobody_is_still_held(request):
    """A request is closed only when it is known that nobody is held under it any longer."""
    if request.is_held:
        raise refuse_by(
            nobody_is_still_held, remedy="Record when they stopped being held: discharged, or admitted on papers."
        )
