"""A request for a Mental Health Act assessment: received, moved from stage to stage, decided by its AMHP, closed."""

from amhp_rota import permissions as may
from amhp_rota.actions.desk_assessments import record_of
from amhp_rota.actions.desk_common import amhp_team, desk_must_see, not_in_future, write_line
from amhp_rota.models import AssessmentRequest, LogLine
from amhp_rota.rules import desk, desk_clocks
from amhp_rota.states_desk import REQUEST
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, must_say
from people.actions import end_involvement, involve
from people.models import Involvement
from people.rules import must_see

ROLE = Involvement.Role.REFERRAL
State, Kind = AssessmentRequest.State, LogLine.Kind


@action("amhp_rota.requested", "Asked for a Mental Health Act assessment", needs=may.REQUEST)
def receive(*, person, facts, by):
    """Takes a request to the duty desk. From here the AMHP service sees the person, until it is closed."""
    return open_request(must_see(person, by), facts, by)


def open_request(person, facts, by, referral=None, asked_at=None):
    """The request itself; also called for what the hub sends and for what is taken from another organisation, whose own
    permission was checked there. `asked_at` is when it reached us, where that was before now."""
    request = AssessmentRequest(person=person, received_by_id=by.pk, referral=referral, **facts)
    request.stage_since = clock.now()
    request.received_at = asked_at or request.stage_since
    desk.one_open_request(request)
    desk.says_who_asks_and_why(request)
    check_held(request)
    request.save()
    involve(person=person, team=amhp_team(), role=ROLE, reason=str(request), by=by)
    write_line(request, Kind.MOVE, topic=State.RECEIVED, words=f"From: {request.get_source_display()}.", by=by)
    detail(source=request.source, power=request.power)
    return request


def check_held(request):
    if request.power and not request.held_from:
        raise Refused(
            "Say since when the person is held.", field="held_from", remedy="The legal clock counts from there."
        )
    if request.held_from:
        not_in_future(request.held_from, "held_from")


@action("amhp_rota.moved", "Moved a request to its next stage", needs=may.DESK)
def move(*, request, version, verb, by, words=""):
    """The next stage of a request. The outcome is another action: only the AMHP who assesses records it."""
    request = locked(desk_must_see(request, by), version)
    step = REQUEST.next(request, verb)
    if step.event != "amhp_rota.moved":
        raise Refused("That is recorded with its reason.", remedy="Use “Record the outcome”.")
    REQUEST.move(request, verb)
    write_line(request, Kind.MOVE, topic=request.state, words=words, by=by)
    detail(stage=request.state)
    return saved(request, stage_since=clock.now())


@action("amhp_rota.taken", "Took on a request", needs=may.ASSESS)
def take(*, request, version, by):
    """The AMHP who takes a request on considers the case on the council's behalf; nobody is given one without their yes."""
    request = locked(desk_must_see(request, by), version)
    desk.is_open(request)
    desk.approved_that_day(by, clock.today())
    write_line(request, Kind.NOTE, words=f"{by.name} takes it on.", by=by)
    detail(amhp=by.pk)
    record_of(request, by)
    return saved(request, amhp_id=by.pk)


@action("amhp_rota.held", "Recorded under what power somebody is held", needs=may.DESK)
def record_held(*, request, version, power, held_from, by):
    """The power under which the person is held changes: a doctor's report after a nurse's, an arrest, an admission."""
    request = locked(desk_must_see(request, by), version)
    desk.is_open(request)
    now_held(request, power, held_from)
    write_line(request, Kind.NOTE, words=f"Held under {request.get_power_display()}.", by=by)
    detail(power=power)
    return saved(request)


def now_held(request, power, held_from):
    """Whatever held them before, and made it longer, ends with it."""
    request.power, request.held_from, request.released_at = power, held_from, None
    request.extended_hours, request.extended_by, request.extended_because = None, "", ""
    check_held(request)


@action("amhp_rota.extended", "Recorded a longer detention at a place of safety", needs=may.DESK)
def extend_detention(*, request, version, hours, doctor, because, by):
    """Section 136B: a doctor's authorisation is recorded here, never given here."""
    request = locked(desk_must_see(request, by), version)
    desk_clocks.extension_is_lawful(request, hours, clock.now())
    must_say(doctor, "Name the doctor who authorised it.", field="doctor", remedy="Give the doctor's name.")
    must_say(
        because, "Give the clinical grounds.", field="because", remedy="Why can the assessment not be made in time?"
    )
    write_line(request, Kind.NOTE, words=f"s136B: {hours} hours more, authorised by {doctor}.", by=by)
    detail(hours=hours)
    return saved(request, extended_hours=hours, extended_by=doctor, extended_because=because)


@action("amhp_rota.released", "Recorded that somebody is no longer held", needs=may.DESK)
def record_release(*, request, version, at, by, words=""):
    """The person is free to go, or held under something else: the clock stops."""
    request = locked(desk_must_see(request, by), version)
    if not request.is_held:
        raise Refused("They are not held under any power that we know of.", remedy="Reload the page.")
    if at < request.held_from:
        raise Refused("That is before they were held.", field="at", remedy="Check the day and the time.")
    not_in_future(at, "at")
    write_line(request, Kind.NOTE, words=f"No longer held. {words}".strip(), by=by)
    return saved(request, released_at=at)


@action("amhp_rota.reasons_given", "Gave the nearest relative reasons in writing", needs=may.ASSESS)
def give_reasons_to_relative(*, request, version, words, by):
    """Section 13(4): what was written to the nearest relative when no application was made."""
    request = locked(desk_must_see(request, by), version)
    desk.decides_oneself(request, by)
    must_say(
        words, "Give the reasons as you wrote them.", field="words", remedy="The relative is owed them in writing."
    )
    write_line(request, Kind.NOTE, words="Reasons given to the nearest relative in writing, s13(4).", by=by)
    return saved(request, told_relative=words)


@action("amhp_rota.decided", "Recorded the outcome of a Mental Health Act request", needs=may.ASSESS)
def decide(*, request, version, outcome, reason, by):
    """The AMHP's own decision. Nobody approves it, and nobody else may record or change it."""
    request = locked(desk_must_see(request, by), version)
    desk.decides_oneself(request, by)
    desk.approved_that_day(by, clock.today())
    verb = "stand_down" if outcome == AssessmentRequest.Outcome.NOT_ASSESSED else "decide"
    REQUEST.move(request, verb)
    must_say(reason, "A decision needs its reason.", field="reason", remedy="Say in a sentence or two why.")
    now = clock.now()
    end_delays(request, now)
    label = AssessmentRequest.Outcome(outcome).label
    write_line(request, Kind.MOVE, topic=State.DECIDED, words=f"{label}. {reason}", by=by)
    detail(outcome=outcome)
    return saved(request, outcome=outcome, outcome_reason=reason, decided_at=now, stage_since=now)


def end_delays(request, now):
    request.delays.filter(ended_at=None).update(ended_at=now)


@action("amhp_rota.closed", "Closed a Mental Health Act request", needs=may.DESK)
def close(*, request, version, by):
    """Everything is done: the outcome is told, the relative has had reasons where the law asks for them."""
    request = locked(desk_must_see(request, by), version)
    REQUEST.move(request, "close")
    desk.relative_has_reasons(request)
    desk.nobody_is_still_held(request)
    desk.nobody_is_still_out(request)
    write_line(request, Kind.MOVE, topic=State.CLOSED, by=by)
    request = saved(request, closed_at=clock.now())
    tell_outcome(request=request, by=by)
    for held in Involvement.objects.current().filter(person=request.person_id, team=amhp_team(), role=ROLE):
        end_involvement(involvement=held, reason=str(request), by=by)
    if request.amhp_id and request.timers.filter(done_at=None).exists():
        # Legal clocks of the result go on: whoever decided keeps them, and sees the person until they are done.
        involve(person=request.person, worker=request.amhp, role=Involvement.Role.WORKER, reason=str(request), by=by)
    return request


@action("amhp_rota.closed_at_death", "Closed a Mental Health Act request after a death", needs=WITHIN)
def close_at_death(*, request, by):
    """The person has died: nothing more is decided, nobody is held, nothing is waited for. What was decided stays."""
    REQUEST.move(request, "note_death")
    now = clock.now()
    end_delays(request, now)
    request.timers.filter(done_at=None).update(done_at=now, done_by_id=by.pk, done_words="The person died.")
    write_line(request, Kind.MOVE, topic=State.CLOSED, words="The person has died.", by=by)
    outcome = request.outcome or AssessmentRequest.Outcome.DIED
    released = request.released_at or (now if request.power else None)
    return saved(request, outcome=outcome, released_at=released, closed_at=now, stage_since=now)


@action("amhp_rota.outcome_told", "Told the outcome of a Mental Health Act request", needs=WITHIN)
def tell_outcome(*, request, by):
    """For rooms and partners that wait for the outcome; called by closing, which checks the permission."""
    detail(outcome=request.outcome)
    return request
