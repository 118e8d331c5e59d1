"""The end of a shift and the safety of whoever goes out: handover, visits, check-ins, and whom the clock asks."""

from datetime import timedelta

from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import amhp_team, desk_must_see, write_line
from amhp_rota.models import AssessmentRequest, Handover, HandoverLine, LogLine, Visit, VisitStep
from amhp_rota.rules import desk, safety
from bep.access.actors import actor
from bep.audit.record import about, action, detail
from bep.kit import clock, outbox
from bep.kit.council import council
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say

CLOCK = actor("the duty desk's clock", may.DESK)
Step, State, Kind = VisitStep.Kind, Visit.State, LogLine.Kind


# --- handover ---------------------------------------------------------------------------------------------------------
@action("amhp_rota.handed_over", "Handed the duty desk over", needs=may.DESK)
def hand_over(*, words, lines, since, by, to=None):
    """Hands the desk to the next shift. `lines` are (request, words), made from the log and edited by whoever hands over."""
    if not words.strip() and not lines:
        raise Refused("There is nothing in this handover.", field="words", remedy="Say at least that all is quiet.")
    if to is not None and to.pk == by.pk:
        raise Refused("A desk is handed to somebody else.", field="to", remedy="Choose whoever comes on.")
    keep_apart(words, lines, by)
    made = Handover.objects.create(words=words, since=since, written_by_id=by.pk, to=to)
    for request, line in lines:
        desk_must_see(request, by)
        HandoverLine.objects.create(handover=made, request=request, person_id=request.person_id, words=line)
    about(*(request for request, _ in lines))
    detail(requests=len(lines))
    return made


def keep_apart(words, lines, by):
    """Everybody at the desk reads the first word; a line is hidden from those who may not see whom it is about, and no other."""
    open_now = AssessmentRequest.objects.visible_to(by).open().filter(person__restricted=True)
    restricted = {request.person_id: request.person for request in open_now.select_related("person")}
    desk.a_handover_keeps_to_whom_it_is_about(words, restricted.values(), "words")
    for request, line in lines:
        others = [person for pk, person in restricted.items() if pk != request.person_id]
        desk.a_handover_keeps_to_whom_it_is_about(line, others, f"line_{request.pk}")


@action("amhp_rota.handover_acknowledged", "Acknowledged a handover", needs=may.DESK)
def acknowledge(*, handover, version, by):
    """Whoever comes on says that they have read it; nobody acknowledges their own."""
    handover = locked(handover, version)
    if handover.acknowledged_at:
        raise WrongMoment("This handover is acknowledged already.", remedy="Go back to the duty desk.")
    if handover.written_by_id == by.pk:
        raise Refused("You wrote this handover, so a colleague acknowledges it.", remedy="Ring whoever comes on.")
    return saved(handover, acknowledged_at=clock.now(), acknowledged_by_id=by.pk)


@action("amhp_rota.handover_alarmed", "Raised an alarm about a handover", needs=may.DESK)
def alarm_about(*, handover, by):
    """Nobody has acknowledged: an email goes to the service's mailbox, once. It names nobody but the writer."""
    words = (
        f"{handover.written_by} handed the duty desk over at {at(handover.written_at)}, and nobody has acknowledged it.\n\n"
        f"Open the duty desk: {outbox.address_of('amhp:desk')}\n\nThis email names no patient, on purpose.\n"
    )
    subject = "Handover of the AMHP desk is not acknowledged"
    return outbox.post(
        "email", to=mailbox(), key=f"amhp_rota.handover:{handover.pk}", by=by, subject=subject, body=words
    )


def at(moment):
    return f"{moment.astimezone(clock.LONDON):%H:%M}"


def mailbox():
    team = amhp_team()
    return (team.email if team else "") or council().email


# --- visits -----------------------------------------------------------------------------------------------------------
@action("amhp_rota.set_off", "Set off on a visit", needs=may.DESK)
def set_off(*, request, where, phone, minutes, by, with_whom="", plan="", backup=None):
    """One's own visit: where to, how long, who to ask. The clock of one's safety runs from here."""
    desk.is_open(desk_must_see(request, by))
    must_say(where, "Say where you go.", field="where", remedy="Colleagues must be able to send help there.")
    must_say(
        phone, "Give the number that you carry.", field="phone", remedy="It is rung first if you are not heard of."
    )
    safety.reasonable(minutes)
    if Visit.objects.filter(worker_id=by.pk, state=State.OUT).exists():
        raise Refused("You are out on a visit already.", remedy="Check in as safe there first.")
    now = clock.now()
    made = Visit.objects.create(
        request=request, person_id=request.person_id, worker_id=by.pk, where=where, phone=phone, with_whom=with_whom,
        plan=plan, backup=backup, starts=now, expected_end=now + timedelta(minutes=minutes),
    )  # fmt: skip
    step(made, Step.SET_OFF, by)
    write_line(request, Kind.VISIT, words=f"{by.name} sets off to {where}, back by {at(made.expected_end)}.", by=by)
    return made


@action("amhp_rota.checked_in", "Checked in from a visit", needs=may.DESK)
def check_in(*, visit, minutes, by):
    """One tap: safe, and still there for so many minutes more."""
    visit = out_and_own(visit, by)
    safety.reasonable(minutes)
    step(visit, Step.STILL, by, words=f"{minutes} minutes more.")
    return saved(visit, expected_end=clock.now() + timedelta(minutes=minutes))


@action("amhp_rota.came_back", "Came back safe from a visit", needs=may.DESK)
def come_back(*, visit, by):
    """One tap: safe, and finished."""
    visit = out_and_own(visit, by)
    step(visit, Step.SAFE, by)
    write_line(visit.request, Kind.VISIT, words=f"{by.name} is back, safe.", by=by)
    return saved(visit, state=State.SAFE, ended_at=clock.now())


@action("amhp_rota.reached", "Reached a colleague who was overdue", needs=may.DESK)
def reached(*, visit, words, by):
    """A colleague has spoken to whoever was out, and says how they are. That ends the alarm."""
    visit = still_out(visit, by)
    must_say(words, "Say how you reached them and how they are.", field="words", remedy="In a sentence.")
    step(visit, Step.REACHED, by, words=words[:300])
    write_line(visit.request, Kind.VISIT, words=f"{visit.worker.name} reached by {by.name}: {words}", by=by)
    return saved(visit, state=State.SAFE, ended_at=clock.now())


def out_and_own(visit, by):
    if visit.worker_id != by.pk:
        raise Refused("Only whoever is out checks in for themselves.", remedy="If you have spoken to them, say so.")
    return still_out(visit, by)


def still_out(visit, by):
    visit = Visit.objects.select_for_update().get(pk=desk_must_see(visit, by).pk)
    if not visit.is_out:
        raise WrongMoment("This visit is over.", remedy="Go back to the duty desk.")
    return visit


def step(visit, kind, by, **facts):
    """A step of this stretch of the visit; each check-in begins another, and the list from its head."""
    return VisitStep.objects.create(visit=visit, kind=kind, round=rounds(visit), by_id=by.pk, **facts)


def rounds(visit):
    return visit.steps.filter(kind=Step.STILL).count()


@action("amhp_rota.visit_escalated", "Asked the next on the list about an overdue visit", needs=may.DESK)
def escalate(*, visit, by):
    """The next on the list is asked, when it is their turn; asked twice at once, only one asks. Returns the step, or None."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if not visit.is_overdue:
        return None
    asked = visit.steps.filter(kind=Step.ESCALATED, round=rounds(visit))
    whom = safety.next_on_list(visit, asked.count(), asked.last(), clock.now())
    if whom is None:
        return None
    made = step(visit, Step.ESCALATED, by, level=asked.count(), words=f"{whom.who}, {whom.email}"[:300])
    outbox.post(
        "email", to=whom.email, key=f"amhp_rota.visit:{visit.pk}:{made.round}:{made.level}", by=by,
        subject="A colleague is overdue from a visit", body=overdue_words(visit),
    )  # fmt: skip
    write_line(visit.request, Kind.VISIT, words=f"{visit.worker.name} is overdue: {whom.who} is asked.", by=by)
    return made


def overdue_words(visit):
    return (
        f"{visit.worker.name} was to be heard of by {at(visit.expected_end)} and has not been.\n\n"
        f"Ring them on {visit.phone}. If you cannot reach them, go on as your lone-working procedure says: call 999 if you "
        f"fear for them.\n\nWhere they went is on the duty desk, under visits: {outbox.address_of('amhp:visit', pk=visit.pk)}\n"
        "Say there when you have reached them. This email names no patient, on purpose.\n"
    )
