"""The end of a shift: what the log says since the last handover; who is out."""

from datetime import timedelta

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404

from amhp_rota.actions.desk_common import amhp_team
from amhp_rota.models import AssessmentRequest, Duty, Handover, HandoverLine, LogLine, OutsideRequest, Visit
from amhp_rota.rules import desk_clocks
from amhp_rota.rules.register import approvals_on
from bep.access.models import Membership, Worker
from bep.kit import clock

SHIFT = timedelta(hours=12)


def since():
    """From when the next handover tells: the last one, at most a day ago."""
    last = Handover.objects.order_by("-written_at").values_list("written_at", flat=True).first()
    earliest = clock.now() - 2 * SHIFT
    return max(last, earliest) if last else clock.now() - SHIFT


def to_hand_over(worker):
    """Open requests, with the paragraph that the log makes of each."""
    start = since()
    news = LogLine.objects.filter(at__gte=start).order_by("at", "pk")
    rows = AssessmentRequest.objects.visible_to(worker).open().select_related("person", "amhp")
    found = list(rows.prefetch_related(Prefetch("lines", news, to_attr="news"), "delays"))
    found.sort(key=desk_clocks.urgency)  # whose legal clock runs out first is read first
    return found, {request.pk: paragraph(request) for request in found}, start


def paragraph(request):
    """A request in a few lines: where it is, its clock, what happened, what is waited for."""
    head = f"{request.get_state_display()}. Where: {request.place.rstrip('.')}.{clock_words(request)}"
    happened = [f"{line.at.astimezone(clock.LONDON):%H:%M} {line.sentence}" for line in request.news]
    waits = [f"Waits for {d.get_cause_display().lower()}, {d.length}." for d in request.delays.all() if not d.ended_at]
    return "\n".join([head, *happened, *waits])


def clock_words(request):
    first = desk_clocks.first_to_run_out(request)
    if first is None or first.kind == "wait":
        return ""
    return f" {first.law}: {first.words}." if first.law else f" {first.words.capitalize()}."


def untaken(worker):
    """What other organisations ask and nobody has taken, by its reference alone: everybody reads it."""
    rows = OutsideRequest.objects.visible_to(worker).waiting().select_related("referral")
    return "\n".join(
        f"{row.referral.referrer_organisation} asks, not yet taken: {row}.{clock_words(row.would_be)}" for row in rows
    )


def handovers(worker):
    """The last handovers, each with the lines that the worker may see."""
    lines = HandoverLine.objects.visible_to(worker).select_related("person", "request")
    rows = Handover.objects.select_related("written_by", "to", "acknowledged_by").prefetch_related(
        Prefetch("lines", lines, to_attr="seen")
    )
    return list(rows[:10])


def unacknowledged():
    return list(Handover.objects.filter(acknowledged_at=None).select_related("written_by", "to")[:5])


def everybody_at_desk():
    """Whoever may be handed the desk or asked as back-up: the AMHP team, and AMHPs of every other team whose approval stands."""
    members = Membership.objects.filter(team=amhp_team(), ends=None).values("worker")
    approved = approvals_on(clock.today()).values("amhp__worker")
    return Worker.objects.filter(Q(pk__in=members) | Q(pk__in=approved), is_active=True)


def comes_on_next():
    """Who has the next duty of the published rota, as its first and not as back-up; None where nobody is to come today."""
    now = clock.now()
    rows = Duty.objects.filter(rota__state="published", worked=True, kind__backup=False, starts__gt=now)
    duty = (
        rows.filter(starts__lte=now + 2 * SHIFT)
        .select_related("amhp__worker")
        .order_by("starts", "kind__order", "pk")
        .first()
    )
    return duty and duty.amhp.worker


def out_now(worker):
    rows = Visit.objects.visible_to(worker).filter(state=Visit.State.OUT)
    return list(rows.select_related("worker", "backup", "request", "person"))


def visit(worker, pk):
    rows = Visit.objects.visible_to(worker).select_related("worker", "backup", "request", "person")
    return get_object_or_404(rows, pk=pk)
