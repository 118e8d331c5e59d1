"""How the duty desk looks: a request's facts, its log as a timeline, its buttons."""

from django.urls import reverse

from amhp_rota.models import AssessmentRequest, Delay, LogLine, OutsideRequest
from amhp_rota.rules import desk_clocks
from amhp_rota.states_desk import REQUEST
from bep.kit import clock
from bep.kit.faces import Event, Row

CALLS = [
    Delay.Cause.DOCTOR, Delay.Cause.RELATIVE, Delay.Cause.CRISIS, Delay.Cause.BED, Delay.Cause.AMBULANCE,
    Delay.Cause.POLICE, Delay.Cause.INTERPRETER, Delay.Cause.WARRANT,
]  # fmt: skip
TAPS = [LogLine.Result.TRIED, LogLine.Result.ANSWERED, LogLine.Result.AGREED]

# What usually comes next: the first button.
USUAL = {
    "received": "triage", "triaged": "find_doctors", "gathering": "find_doctors", "doctors": "assess", "warrant": "assess",
    "assessing": "decide", "bed_wait": "convey", "conveying": "decide", "decided": "close",
}  # fmt: skip


def facts(request):
    asked = f"{request.asked_by}{', ' + request.asked_phone if request.asked_phone else ''}"
    rows = [
        Row("From", request.get_source_display(), note=asked),
        Row("Where", request.place),
        Row("Held under", request.get_power_display(), note=held_words(request)) if request.power else None,
        Row("Taken on by", request.amhp.name if request.amhp_id else "Nobody yet"),
        Row("Lives in", request.out_of_area) if request.out_of_area else None,
        Row("Interpreter", request.interpreter) if request.interpreter else None,
        Row("Children", request.children or ("None: asked" if request.children_none else "Not asked yet")),
        Row("Also", request.other_needs) if request.other_needs else None,
    ]
    return [row for row in rows if row]


def facts_of_outside(referral):
    """What another organisation's system said to the desk beside its referral, if it did: for every page of that."""
    outside = OutsideRequest.objects.filter(referral=referral).first() if referral.mha_asked else None
    if outside is None:
        return
    asked = outside.would_be
    yield Row(
        "On the AMHP desk", f"Taken as M-{outside.request_id:05d}" if outside.request_id else "Nobody has taken it yet"
    )
    yield Row("Where", asked.place)
    yield Row("Held under", asked.get_power_display(), note=held_words(asked) if asked.power else "")
    if asked.tried:
        yield Row("Tried before", asked.tried)


def held_line(request):
    return f"Held under {request.get_power_display()} {held_words(request)}"


def held_words(request):
    since = request.held_from.astimezone(clock.LONDON)
    said = f"since {since:%H:%M} on {since.day} {since:%B}"
    if request.extended_hours:
        said += f"; {request.extended_hours} hours more by {request.extended_by}, s136B"
    return f"{said}; no longer held" if request.released_at else said


def events(lines):
    return [Event(line.at, line.sentence, by=line.by.name if line.by else "") for line in lines]


def moves(request, worker):
    """What can be done next, as buttons: moves of the table, and the decision where it is the worker's own."""
    found = []
    for step in sorted(REQUEST.open_moves(request, worker), key=lambda step: step.verb != USUAL.get(request.state)):
        if step.event == "amhp_rota.moved":
            url, post = reverse("amhp:move", args=[request.pk, step.verb]), True
        elif step.verb == "close":
            url, post = reverse("amhp:close", args=[request.pk]), True
        else:
            url, post = reverse("amhp:decide", args=[request.pk]), False
        if post or request.amhp_id == worker.pk:
            found.append({"label": step.sentence, "url": url, "post": post})
    return found


def outcomes(request):
    """Which outcomes may be chosen from where the request is."""
    before = any(m.verb == "stand_down" for m in REQUEST.moves if m.start == request.state)
    only = AssessmentRequest.Outcome.NOT_ASSESSED
    return {only} if before else {value for value in AssessmentRequest.Outcome.values if value != only}


def taps(request, delays):
    """A row of buttons for each whom one calls, with how long they have been waited for."""
    open_now = {delay.cause: delay for delay in delays if not delay.ended_at}
    return [{"cause": cause, "taps": TAPS, "delay": open_now.get(cause)} for cause in CALLS]


def clocks(request):
    return desk_clocks.clocks(request)
