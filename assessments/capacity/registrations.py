"""What capacity and best interests put on shared screens."""

from django.db.models import F, OuterRef, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from assessments import permissions as may
from assessments.models import BestInterestsDecision, CapacityAssessment
from bep.kit.reads import revived, whole
from bep.kit.registry import Panel, PersonAction, TimelineSource, WorkSource, add
from bep.kit.union import NOBODY, EndOfDay
from people import permissions as people_may

B = BestInterestsDecision


# --- work -------------------------------------------------------------------------------------------------------------
def to_countersign(involved):
    rows = CapacityAssessment.objects.filter(awaits_countersign=True, countersignature=None, person_id__in=involved)
    return rows.values(
        "person_id", due=F("completed_at"), kind=Value("countersign_capacity"), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(author=F("assessor__name")),
    )  # fmt: skip


def underway(involved):
    """Due when the decision itself is."""
    rows = B.objects.filter(state="underway", person_id__in=involved)
    return decisions(rows, "best_interests", EndOfDay("assessment__needed_by"))


def to_review(involved):
    """Decided, and to be looked at again; not once a later assessment stands in the place of its own."""
    rows = B.objects.filter(state="decided", person_id__in=involved, assessment__superseded_by=None)
    return decisions(rows, "best_interests_review", EndOfDay("review_on"))


def decisions(rows, kind, due):
    return rows.values(
        "person_id", due_=due, kind_=Value(kind), object_id=F("pk"), worker_id_=F("worker_id"),
        facts_=JSONObject(imca=F("imca_instructed_on"), report=F("imca_report_on")),
    )  # fmt: skip


def underway_words(facts):
    waits = facts["imca"] and not facts["report"]
    return "best-interests decision" + (", the advocate’s report is awaited" if waits else "")


def opens(name):
    return lambda object_id, person_id: reverse(f"assessments:{name}", args=[object_id])


add(
    WorkSource("countersign_capacity", "Capacity assessments to countersign", to_countersign,
               lambda facts: f"{facts['author']}’s capacity assessment to countersign", opens("capacity"), verb="Read",
               group="waiting", audience="team", needs=people_may.COUNTERSIGN),
    WorkSource("best_interests", "Best-interests decisions", underway, underway_words, opens("best_interests"),
               verb="Go on"),
    WorkSource("best_interests_review", "Best-interests decisions to look at again", to_review,
               lambda facts: "best-interests decision to look at again", opens("best_interests")),
)  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def assessed(people):
    return CapacityAssessment.objects.filter(person__in=people).order_by().values(
        "person_id", at=F("completed_at"), kind=Value("capacity_assessed"), object_id=F("pk"), by_id=F("assessor_id"),
        facts=JSONObject(outcome=F("outcome"), decision=F("decision")),
    )  # fmt: skip


def decided(people):
    return B.objects.filter(person__in=people, state="decided").order_by().values(
        "person_id", at=EndOfDay("decided_on", -1), kind=Value("best_interests_decided"), object_id=F("pk"),
        by_id=F("decided_by_id"), facts=JSONObject(decision=F("assessment__decision")),
    )  # fmt: skip


def assessed_words(facts):
    return f"{CapacityAssessment.Outcome(facts['outcome']).label}: {facts['decision']}"


add(
    TimelineSource("capacity_assessed", "Mental capacity", assessed, assessed_words, opens("capacity"), needs=may.READ),
    TimelineSource("best_interests_decided", "Best interests", decided,
                   lambda facts: f"Decided in their best interests: {facts['decision']}", opens("best_interests"),
                   needs=may.READ),
)  # fmt: skip


# --- the person page --------------------------------------------------------------------------------------------------
def reads(worker):
    if not worker.has_perm(may.READ):
        return {}
    about = {"person": OuterRef("pk")}
    newest = CapacityAssessment.objects.filter(**about, superseded_by=None).order_by("-assessed_on", "-pk")[:3]
    return {
        "capacity_now": whole(newest),
        "best_interests_now": whole(B.objects.filter(**about, state="underway").order_by("-pk")[:2]),
    }


def panel(person, worker):
    """The newest assessments, each for its own decision; and what is being decided for them."""
    if not worker.has_perm(may.READ):
        return None
    rows = []
    for record in revived(CapacityAssessment, person.capacity_now):
        words = f"{short(record.decision)}, {record.assessed_on:%-d %b %Y}"
        rows.append((record.get_outcome_display(), words, opens("capacity")(record.pk, 0)))
    for record in revived(B, person.best_interests_now):
        rows.append(("Best interests", record.get_state_display().lower(), opens("best_interests")(record.pk, 0)))
    every = [("All of it", reverse("assessments:capacity_of", args=[person.pk]))]
    return {"rows": rows, "actions": every} if rows else None


def short(words):
    return words if len(words) <= 60 else words[:59].rstrip() + "…"


add(
    Panel("Mental capacity", panel, order=42, reads=reads),
    PersonAction("Assess mental capacity", "assessments:assess_capacity", may.ASSESS, order=37),
)
