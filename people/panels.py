"""The box "Risk and safety" on the person page."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse

from bep.kit.clock import today
from bep.kit.reads import revived, whole
from people import permissions as may
from people.models import HomeChildren, RiskArea, RiskPlan


def risk_reads(worker):
    """The newest plan, its concerns, and the newest word about children: read along with the person."""
    newest = RiskPlan.objects.order_by("-number")
    areas = RiskArea.objects.filter(
        plan__in=newest.filter(person=OuterRef(OuterRef("pk")))[:1], concern=RiskArea.Concern.YES
    )
    return {
        "risk_plan_now": whole(newest.filter(person=OuterRef("pk"))[:1]),
        "concerns_now": ArraySubquery(areas.order_by("pk").values("kind")),
        "children_now": whole(HomeChildren.objects.filter(person=OuterRef("pk")).order_by("-pk")[:1]),
    }


def risk_panel(person, worker):
    """The newest plan's concerns and review date, and whether children are in the home; for the front desk, that there is one."""
    plan = next(revived(RiskPlan, person.risk_plan_now), None)
    if not worker.has_perm(may.READ_NOTES):
        return {
            "rows": [("Plan", "There is one: alerts say what to know" if plan else "None yet", None)],
            "actions": [],
        }
    rows = [*plan_rows(plan, person), children_row(person)]
    if not worker.has_perm(may.RECORD):
        return {"rows": rows, "actions": []}
    words = "Review the plan" if plan else "Write a risk and safety plan"
    return {"rows": rows, "actions": [(words, reverse("people:risk_plan_write", args=[person.pk]))]}


def plan_rows(plan, person):
    if not plan:
        return [("Plan", "None yet", None)]
    kinds = ", ".join(RiskArea.Kind(kind).label for kind in person.concerns_now) or "None known"
    overdue = ", overdue" if plan.review_on < today() else ""
    return [
        ("Concerns", kinds, reverse("people:risk_plan", args=[person.pk])),
        ("Review", f"{uk(plan.review_on)}{overdue}", None),
    ]


def children_row(person):
    url = reverse("people:home_children", args=[person.pk])
    said = next(revived(HomeChildren, person.children_now), None)
    if not said:
        return ("Children", "Not asked yet", url)
    return ("Children", f"{said.get_answer_display()}, {uk(said.asserted_on)}", url)


def uk(day):
    return f"{day.day} {day:%b %Y}"
