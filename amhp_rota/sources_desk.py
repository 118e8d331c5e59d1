"""Rows that the duty desk gives to My work and the timeline: bep/kit/registry.py says with which columns."""

from django.db.models import F, Value
from django.db.models.functions import JSONObject

from amhp_rota.models import AssessmentRequest
from bep.kit.union import NOBODY

State = AssessmentRequest.State


# --- work -------------------------------------------------------------------------------------------------------------
def requests_waiting(involved):
    """Requests that nobody has triaged yet: for everybody at the desk."""
    rows = AssessmentRequest.objects.filter(state=State.RECEIVED, person__in=involved)
    return request_rows(rows, "mha_request_waiting", NOBODY)


def my_requests(involved):
    """Requests that an AMHP has taken on and not decided."""
    rows = AssessmentRequest.objects.filter(amhp__isnull=False, person__in=involved)
    return request_rows(rows.exclude(state__in=[State.RECEIVED, State.CLOSED]), "mha_request_mine", F("amhp_id"))


def request_rows(rows, kind, worker):
    return rows.values(
        "person_id", due=F("received_at"), kind=Value(kind), object_id=F("pk"), worker_id=worker,
        facts=JSONObject(source_=F("source"), state_=F("state"), place_=F("place")),
    )  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def received(people):
    return AssessmentRequest.objects.filter(person__in=people).values(
        "person_id", at=F("received_at"), kind=Value("mha_requested"), object_id=F("pk"), by_id=F("received_by_id"),
        facts=JSONObject(source_=F("source"), power_=F("power")),
    )  # fmt: skip


def decided(people):
    rows = AssessmentRequest.objects.filter(person__in=people, decided_at__isnull=False)
    return rows.values(
        "person_id", at=F("decided_at"), kind=Value("mha_decided"), object_id=F("pk"), by_id=F("amhp_id"),
        facts=JSONObject(outcome_=F("outcome")),
    )  # fmt: skip
