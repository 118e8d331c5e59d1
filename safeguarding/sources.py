"""Rows that this room gives to shared screens: bep/kit/registry.py says with which columns. Sealed parts are in none."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, JSONObject, Trim

from bep.kit.union import NOBODY
from safeguarding.models import Concern

GIVEN = Trim(Concat("given_name", Value(" "), "family_name", output_field=CharField()))


# --- work -------------------------------------------------------------------------------------------------------------
def alarms(involved):
    """In danger now: for everybody on duty, whoever it is about."""
    return concern_rows(Concern.objects.alarms(), "concern_alarm", F("received_at"))


def to_decide(involved):
    return concern_rows(Concern.objects.open().filter(person__in=involved), "concern_to_decide", F("decision_due"))


def unmatched(involved):
    return concern_rows(Concern.objects.open().filter(person=None), "concern_unmatched", F("decision_due"))


def concern_rows(rows, kind, due):
    return rows.values(
        "person_id", due=due, kind=Value(kind), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=GIVEN, reference=F("reference"), phone=F("phone"), place=F("place")),
    )  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def concerns_received(people):
    return Concern.objects.filter(person__in=people).values(
        "person_id", at=F("received_at"), kind=Value("concern_received"), object_id=F("pk"), by_id=F("received_by_id"),
        facts=JSONObject(reference=F("reference"), channel=F("channel")),
    )  # fmt: skip
