"""Rows that trusts' records give to My work: bep/kit/registry.py says with which columns."""

from django.db.models import CharField, F, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat, JSONObject, Trim

from bep.kit.union import NOBODY
from partners.models import TrustRecord

GIVEN = Trim(Concat(KT("facts__given_name"), Value(" "), KT("facts__family_name"), output_field=CharField()))


def waiting(involved):
    """What waits for somebody to say whom it is about, or what becomes of a change to somebody whom the team works with."""
    rows = TrustRecord.objects.waiting().filter(Q(person=None) | Q(person__in=involved))
    return rows.values(
        "person_id", due=F("came_at"), kind_=Value("trust_record"), object_id=F("pk"), worker_id=NOBODY,
        facts_=JSONObject(name=GIVEN, key=F("key"), why=F("why")),
    )  # fmt: skip


def why(facts):
    return str(TrustRecord.Why(facts["why"]).label)
