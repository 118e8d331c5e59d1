"""What the tests of the duty desk begin with: requests, doctors and calls, made by the same actions that the screens use."""

from datetime import timedelta

from amhp_rota import actions
from amhp_rota.models import AssessmentRequest, Doctor
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


def taken(cast, request=None):
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
    return worker


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
