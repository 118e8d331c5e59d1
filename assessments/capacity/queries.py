"""What the pages about capacity and best interests show."""

from django.urls import reverse

from assessments import permissions as may
from assessments.capacity import rules
from assessments.models import BestInterestsDecision, CapacityAssessment
from assessments.states import BEST_INTERESTS
from bep.kit import faces
from bep.kit.faces import Link, Row
from bep.kit.middleware import or_404
from bep.kit.rules import told
from people import permissions as people_may

WITH = ("person", "assessor", "countersignature__author", "supersedes", "superseded_by")


def get_assessment(worker, pk):
    return or_404(CapacityAssessment.objects.visible_to(worker).select_related(*WITH).filter(pk=pk).first())


def get_decision(worker, pk):
    rows = BestInterestsDecision.objects.visible_to(worker)
    wanted = ("person", "worker", "assessment", "chosen", "decided_by")
    return or_404(rows.select_related(*wanted).filter(pk=pk).first())


def of_person(person, worker):
    """Everything about one person's capacity, the newest first: few rows, whole."""
    about = CapacityAssessment.objects.visible_to(worker).about(person).select_related(*WITH[1:])
    decisions = BestInterestsDecision.objects.visible_to(worker).about(person).select_related("assessment", "worker")
    return list(about), list(decisions)


# --- one assessment ---------------------------------------------------------------------------------------------------
def waits(record):
    return record.awaits_countersign and not hasattr(record, "countersignature")


def standing(record):
    """In a few words: may something rest on it?"""
    if hasattr(record, "superseded_by"):
        return "a later assessment stands in its place"
    return "waits to be countersigned" if waits(record) else "in force"


def assessment_page(record, worker):
    return {
        "record": record, "standing": standing(record), "rows": assessment_rows(record),
        "verbs": assessment_verbs(record, worker),
        "functions": [Row(label, dict_able(able), note=said) for _, label, able, said in record.functions],
        "decisions": list(record.best_interests.select_related("worker")), "waits": waits(record),
        "outcome_rule": told(rules.outcome_of), "order_rule": told(rules.function_before_cause),
        "unwise": told(rules.unwise_is_not_unable),
    }  # fmt: skip


def dict_able(value):
    return {"able": "Able", "not_able": "Not able"}[value]


def assessment_rows(record):
    rows = [
        ("The decision", record.decision), ("To be made by", f"{record.needed_by:%-d %B %Y}"),
        ("What raised a doubt", record.doubt), ("Help that came first, s1(3)", record.help_given),
        ("What they were told, s3(4)", record.information), ("How, s3(2)", record.information_how),
        ("Who else was there", record.who_took_part),
    ]  # fmt: skip
    return [Row(key, value) for key, value in rows if value]


def assessment_verbs(record, worker):
    """What may be done next with a completed assessment."""
    found, at = [], [record.pk]
    if waits(record) and worker.has_perm(people_may.COUNTERSIGN) and worker.pk != record.assessor_id:
        found.append(Link("Countersign it", reverse("assessments:countersign_capacity", args=at)))
    if record.lacks and worker.has_perm(may.ASSESS) and standing(record) == "in force":
        found.append(Link("Begin a best-interests decision", reverse("assessments:open_best_interests", args=at)))
    if worker.has_perm(may.ASSESS) and not hasattr(record, "superseded_by"):
        again = reverse("assessments:assess_capacity", args=[record.person_id]) + f"?again={record.pk}"
        found.append(Link("Assess this decision again", again))
    return found


# --- one best-interests decision --------------------------------------------------------------------------------------
ADDS = [
    ("Answer the checklist", "checklist"), ("Somebody consulted", "consult"), ("An option", "option"),
    ("A meeting", "best_interests_meeting"), ("The advocate (IMCA)", "imca"),
]  # fmt: skip


def decision_page(record, worker):
    writes = record.is_open and worker.has_perm(may.ASSESS)
    moves = [move for move in BEST_INTERESTS.open_moves(record, worker) if move.verb in {"decide", "stop"}]
    return {
        "record": record, "consulted": list(record.consultations.select_related("by")),
        "options": list(record.bestinterestsoptions.all()), "meetings": list(record.bestinterestsmeetings.all()),
        "checklist": [Row(f"{section} {question}", said) for _, section, question, said in record.checklist],
        "verbs": [Link(move.sentence, reverse(f"assessments:{move.verb}_best_interests", args=[record.pk])) for move in moves],
        "adds": [Link(label, reverse(f"assessments:{name}", args=[record.pk])) for label, name in ADDS] if writes else [],
        "imca_rule": imca_rule(record), "authority_rule": told(rules.whoever_holds_authority_decides),
        "review": faces.due(record.review_on, kind="target") if record.review_on else None,
    }  # fmt: skip


def imca_rule(record):
    """The rule that speaks for an advocate here, or None."""
    if rules.imca_duty(record):
        return told(rules.an_advocate_is_instructed)
    return told(rules.an_advocate_may_be_instructed) if rules.an_advocate_may_be_instructed(record) else None
