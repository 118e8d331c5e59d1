"""Rows that the worker's day gives to My work and to the timeline: bep/kit/registry.py says with which columns."""

from django.db.models import DurationField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, Left

from bep.kit.targets import target
from bep.kit.union import NOBODY, EndOfDay
from people.models import (
    CaseNote,
    Countersignature,
    HomeChildren,
    Involvement,
    NextStep,
    RiskPlan,
)

WORDS = 400  # how much of a note a list shows


# --- work -------------------------------------------------------------------------------------------------------------
def risk_reviews(involved):
    """The newest risk plan of each person, due on its review date."""
    newer = RiskPlan.objects.filter(person=OuterRef("person"), number__gt=OuterRef("number"))
    newest = RiskPlan.objects.filter(~Exists(newer), person__in=involved, person__death_date=None)
    return newest.values(
        "person_id", due=EndOfDay("review_on"), kind=Value("risk_review"), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(number=F("number")),
    )  # fmt: skip


def unseen(involved):
    """For each lead worker, whom they should see within the council's interval since they last were seen, or allocated."""
    interval = target("contact.unseen_after")
    seen = CaseNote.objects.filter(person=OuterRef("person"), face_to_face=True).order_by("-happened_at")
    lead = Involvement.objects.current().filter(role="lead", person__in=involved, person__death_date=None)
    lead = lead.annotate(seen=Subquery(seen.values("happened_at")[:1]))
    within = Cast(Value(f"{int(interval.value)} {interval.unit}"), DurationField())
    return lead.values(
        "person_id", "worker_id", due=Coalesce("seen", "starts") + within, kind=Value("unseen"),
        object_id=F("person_id"), facts=JSONObject(seen=F("seen")),
    )  # fmt: skip


def steps(involved):
    """Next steps still open, for the worker who owes them."""
    return NextStep.objects.filter(state="open", person__in=involved).values(
        "person_id", "worker_id", due_=EndOfDay("due"), kind=Value("next_step"), object_id=F("pk"),
        facts=JSONObject(what=F("what"), owner=F("owner"), promised=F("promised")),
    )  # fmt: skip


def notes_to_countersign(involved):
    return to_countersign(CaseNote, "note", involved)


def risk_plans_to_countersign(involved):
    return to_countersign(RiskPlan, "risk_plan", involved)


def to_countersign(model, name, involved):
    signed = Countersignature.objects.filter(**{name: OuterRef("pk")})
    waiting = model.objects.filter(~Exists(signed), awaits_countersign=True, person__in=involved)
    return waiting.values(
        "person_id", due=F("recorded_at"), kind=Value(f"countersign_{name}"), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(author=F("author__name")),
    )  # fmt: skip


def unallocated(involved):
    """People of a team whom nobody leads, and whose lead is about to leave."""
    leads = Involvement.objects.current().filter(role="lead", person=OuterRef("person"))
    waiting = Involvement.objects.current().filter(~Exists(leads.filter(ends=None)), role="team", person__in=involved)
    leaves = Subquery(leads.order_by("-starts").values("worker__name")[:1])
    return waiting.filter(person__death_date=None).values(
        "person_id", "worker_id", due=F("starts"), kind=Value("unallocated"), object_id=F("person_id"),
        facts=JSONObject(team=F("team__name"), team_id=F("team_id"), leaves=leaves),
    )  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def contacts(people):
    return CaseNote.objects.filter(person__in=people).values(
        "person_id", at=F("happened_at"), kind=Value("contact"), object_id=F("pk"), by_id=F("author_id"),
        facts=JSONObject(
            way=F("way"), seen=F("seen"), words=Left(F("what_happened"), WORDS), said=Left(F("said"), WORDS),
            third_party=F("third_party"),
        ),
    )  # fmt: skip


def risk_plans(people):
    return RiskPlan.objects.filter(person__in=people).values(
        "person_id", at=F("recorded_at"), kind=Value("risk_plan"), object_id=F("pk"), by_id=F("author_id"),
        facts=JSONObject(number=F("number"), review_on=F("review_on")),
    )  # fmt: skip


def home_children(people):
    return HomeChildren.objects.filter(person__in=people).values(
        "person_id", at=F("recorded_at"), kind=Value("home_children"), object_id=F("pk"), by_id=F("author_id"),
        facts=JSONObject(answer=F("answer"), asserted_on=F("asserted_on")),
    )  # fmt: skip
