"""The box "Risk and safety" on the person page."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from bep.kit.clock import today
from people import permissions as may
from people.models import HomeChildren, Person, RiskArea, RiskPlan


def risk_panel(person, worker):
    """The newest plan's concerns and review date, and whether children are in the home."""
    found = safety_of(person)
    rows = [*plan_rows(found, person), children_row(found["children"], person)]
    if not worker.has_perm(may.RECORD):
        return {"rows": rows, "actions": []}
    words = "Review the plan" if found["plan_id"] else "Write a risk and safety plan"
    return {"rows": rows, "actions": [(words, reverse("people:risk_plan_write", args=[person.pk]))]}


def safety_of(person):
    """The newest plan, its concerns, and the newest word about children, in one query."""
    newest = RiskPlan.objects.filter(person=OuterRef("pk")).order_by("-number")
    areas = RiskArea.objects.filter(plan_id=OuterRef("plan_id"), concern=RiskArea.Concern.YES).order_by("pk")
    asked = HomeChildren.objects.filter(person=OuterRef("pk")).order_by("-pk")
    return (
        Person.objects.filter(pk=person.pk)
        .annotate(plan_id=Subquery(newest.values("pk")[:1]), review_on=Subquery(newest.values("review_on")[:1]))
        .annotate(
            concerns=ArraySubquery(areas.values("kind")),
            children=Subquery(asked.values(said=JSONObject(answer=F("answer"), on=F("asserted_on")))[:1]),
        )
        .values("plan_id", "review_on", "concerns", "children")
        .get()
    )


def plan_rows(found, person):
    if not found["plan_id"]:
        return [("Plan", "None yet", None)]
    kinds = ", ".join(RiskArea.Kind(kind).label for kind in found["concerns"]) or "None known"
    overdue = ", overdue" if found["review_on"] < today() else ""
    return [
        ("Concerns", kinds, reverse("people:risk_plan", args=[person.pk])),
        ("Review", f"{uk(found['review_on'])}{overdue}", None),
    ]


def children_row(said, person):
    url = reverse("people:home_children", args=[person.pk])
    if not said:
        return ("Children", "Not asked yet", url)
    return ("Children", f"{HomeChildren.Answer(said['answer']).label}, {uk(date.fromisoformat(said['on']))}", url)


def uk(day):
    return f"{day.day} {day:%b %Y}"
