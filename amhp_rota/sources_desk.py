"""Rows that the duty desk gives to My work and the timeline: bep/kit/registry.py says with which columns."""

from datetime import timedelta

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, Concat, JSONObject, NullIf, Trim

from amhp_rota.models import AssessmentRequest, Handover, MhaTimer, OutsideRequest, Visit
from bep.kit import clock
from bep.kit.targets import target
from bep.kit.union import NOBODY

State = AssessmentRequest.State
TEXT = CharField()
EMPTY = Value("", output_field=TEXT)


# --- work -------------------------------------------------------------------------------------------------------------
def outside(involved):
    """What another organisation's system asks and nobody has taken: an alarm for everybody at the desk, whoever it is about."""
    given = NullIf("referral__preferred_name", EMPTY)
    name = Trim(Concat(Coalesce(given, "referral__given_name"), Value(" "), "referral__family_name", output_field=TEXT))
    return OutsideRequest.objects.waiting().values(
        person_id=F("referral__person_id"), due=F("referral__received_at"), kind=Value("mha_outside"), object_id=F("pk"),
        worker_id=NOBODY, facts=JSONObject(
            name=name, power_=F("power"), place_=F("place"), phone=F("referral__referrer_phone"),
            organisation=F("referral__referrer_organisation"),
        ),
    )  # fmt: skip


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


def handovers_waiting(involved):
    return handover_rows("mha_handover", written_at__gte=handover_limit())


def handovers_late(involved):
    """Nobody has acknowledged in time: an alarm for everybody at the desk."""
    return handover_rows("mha_handover_late", written_at__lt=handover_limit())


def handover_limit():
    return clock.now() - timedelta(minutes=float(target("amhp.handover_within").value))


def handover_rows(kind, **when):
    rows = Handover.objects.filter(acknowledged_at=None, **when)
    return rows.values(
        person_id=NOBODY, due=F("written_at"), kind=Value(kind), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=F("written_by__name")),
    )  # fmt: skip


def visits_overdue(involved):
    """Somebody is out and not heard of: an alarm for everybody at the desk. It names the worker, not the person."""
    rows = Visit.objects.filter(state=Visit.State.OUT, expected_end__lt=clock.now())
    return rows.values(
        due=F("expected_end"), kind=Value("mha_visit_overdue"), object_id=F("pk"), worker_id_=NOBODY, person_id_=NOBODY,
        facts=JSONObject(name=F("worker__name"), phone_=F("phone")),
    )  # fmt: skip


def timers(involved):
    """Legal timers of a result and of casework, due at their very moment, for whoever keeps them."""
    return timer_rows(MhaTimer.objects.exclude(kind=MhaTimer.Kind.PROPERTY), "mha_timer", involved)


def property_timers(involved):
    """Property in our care waits to be looked at also after a death."""
    return timer_rows(MhaTimer.objects.filter(kind=MhaTimer.Kind.PROPERTY), "mha_property", involved)


def timer_rows(rows, kind, involved):
    return rows.filter(done_at=None, person__in=involved).values(
        "person_id", "worker_id", "due", kind_=Value(kind), object_id=F("pk"),
        facts=JSONObject(timer=F("kind"), law_=F("law"), status_=F("status")),
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
