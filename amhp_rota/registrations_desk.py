"""What the duty desk puts on shared screens."""

from django.db.models import OuterRef
from django.urls import reverse

from amhp_rota import permissions as may
from amhp_rota import sources_desk as sources
from amhp_rota.desk_faces import facts_of_outside
from amhp_rota.models import AssessmentRequest, MhaCase, MhaTimer
from bep.kit.reads import revived, whole
from bep.kit.registry import NavItem, Panel, PersonAction, TimelineSource, WorkSource, add
from referrals.queries.page import ALSO_KEPT

Request = AssessmentRequest


def opens(name):
    return lambda object_id, person_id: reverse(f"amhp:{name}", args=[object_id])


def timer_law(facts):
    return facts["law_"] + (" (from memory: check)" if facts["status_"] == "RECALLED" else "")


def all_handovers(object_id, person_id):
    return reverse("amhp:handovers")


def requested(facts):
    power = f", held under {Request.Power(facts['power_']).label}" if facts["power_"] else ""
    return f"Mental Health Act assessment asked for. From: {Request.Source(facts['source_']).label}{power}."


def outcome(facts):
    return f"Mental Health Act request: {Request.Outcome(facts['outcome_']).label}."


def stage(facts):
    return f"Mental Health Act assessment: {Request.State(facts['state_']).label.lower()}, at {facts['place_']}"


def asked_outside(facts):
    power = f", held under {Request.Power(facts['power_']).label}" if facts["power_"] else ""
    return f"Mental Health Act assessment asked for by {facts['organisation']}{power}"


def panel_reads(worker):
    open_now = Request.objects.open().filter(person=OuterRef("pk"))
    cases = MhaCase.objects.filter(person=OuterRef("pk"), state=MhaCase.State.OPEN)
    return {"mha_requests": whole(open_now[:1]), "mha_cases": whole(cases.order_by("began_on")[:5])}


def panel(person, worker):
    """The open request and the casework, for those who may open them."""
    rows = []
    if worker.has_perm(may.DESK) or worker.has_perm(may.REQUEST):
        for found in revived(Request, person.mha_requests):
            rows.append(
                (found.get_source_display(), found.get_state_display(), reverse("amhp:request", args=[found.pk]))
            )
    if worker.has_perm(may.CASEWORK):
        for case in revived(MhaCase, person.mha_cases):
            since = f"since {case.began_on.day} {case.began_on:%b %Y}"
            rows.append((case.get_kind_display(), since, reverse("amhp:case", args=[case.pk])))
    return {"rows": rows, "actions": []} if rows else None


ALSO_KEPT.append(facts_of_outside)
add(
    Panel("Mental Health Act", panel, order=65, reads=panel_reads),
    TimelineSource("mha_requested", "Mental Health Act requests", sources.received, requested, opens("request"),
                   needs=may.REQUEST),
    TimelineSource("mha_decided", "Mental Health Act outcomes", sources.decided, outcome, opens("request"),
                   needs=may.REQUEST),
    WorkSource("mha_outside", "Asked by partners, not yet taken", sources.outside, asked_outside, opens("outside"), verb="Take",
               group="alarm", audience="team", needs=may.DESK, by_day=False, after_death=True,
               detail=lambda facts: f"Phone {facts['phone'] or 'not given'}. Where: {facts['place_']}"),
    WorkSource("mha_request_waiting", "Mental Health Act requests to triage", sources.requests_waiting, stage, opens("request"),
               verb="Open", group="waiting", audience="team", needs=may.DESK, by_day=False),
    WorkSource("mha_request_mine", "Mental Health Act requests I have taken on", sources.my_requests, stage, opens("request"),
               group="waiting", by_day=False),
    WorkSource("mha_visit_overdue", "Overdue from a visit", sources.visits_overdue,
               lambda facts: "is overdue from a visit", opens("visit"), verb="Answer", group="alarm",
               audience="team", needs=may.DESK, by_day=False, detail=lambda facts: f"Ring {facts['phone_']}"),
    WorkSource("mha_handover_late", "Handovers that nobody acknowledged", sources.handovers_late,
               lambda facts: "handed the duty desk over, and nobody has acknowledged it", all_handovers, verb="Read",
               group="alarm", audience="team", needs=may.DESK, by_day=False),
    WorkSource("mha_handover", "Handovers to acknowledge", sources.handovers_waiting,
               lambda facts: "handed the duty desk over", all_handovers, verb="Read", group="waiting", audience="team",
               needs=may.DESK, by_day=False),
    WorkSource("mha_timer", "Legal clocks under the Mental Health Act", sources.timers,
               lambda facts: MhaTimer.Kind(facts["timer"]).label, opens("do_timer"), verb="Record", by_day=False,
               detail=timer_law),
    WorkSource("mha_property", "Property in our care", sources.property_timers,
               lambda facts: MhaTimer.Kind(facts["timer"]).label, opens("do_timer"), verb="Record", by_day=False,
               detail=timer_law, after_death=True),
    PersonAction("Mental Health Act casework", "amhp:cases", may.CASEWORK, order=61),
    NavItem("AMHP duty", "amhp:desk", needs=(may.DESK,), order=40, prefix="/amhp/",
            hint="Requests for Mental Health Act assessments, each with its clock"),
    PersonAction("Ask for a Mental Health Act assessment", "amhp:new_request", may.REQUEST, order=60),
)  # fmt: skip
