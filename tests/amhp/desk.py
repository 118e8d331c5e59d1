"""What the tests of the duty desk begin with: requests, doctors and calls, made by the same actions that the screens use."""

from datetime import timedelta

from amhp_rota import actions
from amhp_rota.models import Amhp, Approval, AssessmentRequest, Doctor, Duty, Rota, ShiftKind
from bep.access.models import Membership, Role, Team, Worker
from bep.kit import clock
from tests.cast import given

WAY = {
    "received": (),
    "triaged": ("triage",),
    "gathering": ("triage", "gather"),
    "doctors": ("triage", "find_doctors"),
    "warrant": ("triage", "gather", "seek_warrant"),
    "assessing": ("triage", "assess"),
    "bed_wait": ("triage", "assess", "wait_for_bed"),
    "conveying": ("triage", "assess", "convey"),
}


def facts(**more):
    return {
        "source": "community_team", "asked_by": "Dr Hughes", "asked_phone": "02079460100",
        "reason": "She has not slept for a week and hears her brother in the walls.", "place": "At home, N12 0AA",
    } | more  # fmt: skip


def held(power="s136", hours_ago=2.0, **more):
    """What is said of somebody who is held since so many hours."""
    since = clock.now() - timedelta(hours=hours_ago)
    source = "police" if power in ("s135", "s136") else "hospital"
    return facts(power=power, held_from=since, source=source, place="St Ann's suite", **more)


def asked(cast, person=None, by=None, **more):
    return actions.receive(person=person or cast.priya, facts=facts(**more), by=by or cast.amara)


def arrived(cast, **more):
    """Priya, brought to the suite by the police."""
    return actions.receive(person=cast.priya, facts=held(**more), by=cast.amara)


def approve(worker, first=None, last=None):
    """An entry in the register, with an approval that stands."""
    with given():
        entry, _ = Amhp.objects.get_or_create(worker=worker, defaults={"profession": "social_worker", "hours": 36})
        if not entry.approvals.exists():
            first = first or clock.today() - timedelta(days=365)
            last = last or clock.today() + timedelta(days=365)
            Approval.objects.create(amhp=entry, council="Barnet", first=first, last=last)
    return worker


def on_duty(worker, kind=None, starts_in=-1):
    """A published rota of these days, with an AMHP on one shift of two hours that starts in so many hours."""
    approve(worker)
    now, today = clock.now(), clock.today()
    with given():
        days = {"first": today - timedelta(days=1), "last": today + timedelta(days=7)}
        rota, _ = Rota.objects.get_or_create(state="published", defaults=days)
        starts = now + timedelta(hours=starts_in)
        return Duty.objects.create(
            rota=rota, amhp=worker.amhp, kind=kind or ShiftKind.objects.all()[0], day=today, starts=starts,
            ends=starts + timedelta(hours=2),
        )  # fmt: skip


def taken(cast, request=None):
    approve(cast.ruth)
    request = request or asked(cast)
    return actions.take(request=request, version=request.version, by=cast.ruth)


def moved(cast, request, *verbs):
    for verb in verbs:
        request = actions.move(request=request, version=request.version, verb=verb, by=cast.ruth)
    return request


def in_state(cast, state, **more):
    """A request that Ruth has taken on, in any state of the table."""
    request = taken(cast, asked(cast, **more))
    if state in WAY:
        return moved(cast, request, *WAY[state])
    request = decided(cast, moved(cast, request, "triage", "assess"))
    if state == "closed":
        request = actions.close(request=request, version=request.version, by=cast.ruth)
    return request


def decided(cast, request, outcome="not_detained", by=None):
    return actions.decide(
        request=request, version=request.version, outcome=outcome, reason="She agrees to the crisis team.",
        by=by or cast.ruth,
    )  # fmt: skip


def reload(record):
    return type(record).objects.get(pk=record.pk)


def second_amhp():
    """Another AMHP of the service: who comes on when Ruth goes home."""
    with given():
        worker = Worker.objects.create(email="ayo@barnet.example", name="Ayo Bright", is_demo=True)
        worker.groups.add(Role.objects.get(key="amhp").group)
        Membership.objects.create(worker=worker, team=Team.objects.get(kind="amhp"))
    return approve(worker)


STATES = AssessmentRequest.State.values


# --- doctors ----------------------------------------------------------------------------------------------------------
def doctor(name="Dr Rahman", gmc="7000001", **more):
    more = {"s12_from": clock.today() - timedelta(days=400), "s12_until": clock.today() + timedelta(days=400)} | more
    with given():
        return Doctor.objects.get_or_create(gmc_number=gmc, defaults={"name": name, **more})[0]


def second_doctor(**more):
    return doctor("Dr Lamb", "7000002", s12_from=None, s12_until=None, **more)


def examined(cast, request, who=None, *, section="s2", hours_ago=1, **more):
    at = clock.now() - timedelta(hours=hours_ago)
    more = {"signed_on": clock.as_date(at)} | more
    return actions.record_recommendation(
        request=request, doctor=who or doctor(), section=section, examined_at=at, by=cast.ruth, **more
    )


# --- the assessment and its papers ------------------------------------------------------------------------------------
RECORD = {
    "considered": "Asked by the community team; relapse since October.", "manner": "In Gujarati, in the quiet room.",
    "seen_where": "St Ann's suite", "persons_view": "I want to go home to Anya.", "medical_view": "Acute psychosis.",
    "alternatives": "Crisis team declined; she would not go in informally.", "risk": "Walked onto the tracks.",
    "relative_told": "consulted", "relative_told_how": "By phone at 21:10.", "relative_objects": "no",
    "reasons": "No less restrictive way keeps her safe tonight.", "outcome": "s2", "rights_given": "Orally and in writing.",
    "no_acquaintance": "Her own psychiatrist is on leave.",
}  # fmt: skip


def record_of(request):
    return request.assessments.get(amhp_id=request.amhp_id)


def written(cast, request, seen_hours_ago=2, **more):
    """Ruth's record of the request, with all that is asked."""
    record = record_of(request)
    facts = RECORD | {"seen_at": clock.now() - timedelta(hours=seen_hours_ago)} | more
    return actions.save_assessment(assessment=record, version=record.version, facts=facts, by=cast.ruth)


def ready(cast, section="s2", **more):
    """A request with two signed recommendations and Ruth's record, ready to be applied for."""
    request = moved(cast, in_state(cast, "doctors"), "assess")
    examined(cast, request, section=section)
    if section != "s4":
        examined(cast, request, second_doctor(), section=section)
    written(cast, request, **more)
    return request


def paper(cast, request, form="A2", *, seen_hours_ago=2.0, applied_hours_ago=0.0, **more):
    """The form filled in, as far as the record goes, and not yet signed."""
    found = actions.begin_paper(request=request, form=form, by=cast.ruth)
    now = clock.now()
    facts = {
        "addressed_to": "Dennis Scott Unit, Edgware", "seen_at": now - timedelta(hours=seen_hours_ago),
        "applied_at": now - timedelta(hours=applied_hours_ago),
    } | more  # fmt: skip
    return actions.save_paper(paper=found, version=found.version, by=cast.ruth, **facts)


def signed(cast, request, form="A2", **more):
    found = paper(cast, request, form, **more)
    return actions.sign_paper(paper=found, version=found.version, by=cast.ruth)
