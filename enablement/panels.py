"""The boxes “Support now” and “Enablement plan” on the person page; what they read comes with the person's own row."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from enablement import permissions as may
from enablement.faces import day
from enablement.models import EnablementPlan, Review, SupportSpell
from enablement.rules.brief import clock_of

SPELL = JSONObject(tier="tier", state="state", starts="starts", last_day="last_day", team="team__name")
PLAN = JSONObject(
    pk="pk", number="number", state="state", opening="opening", agreed_on="agreed_on", review_on="review_on"
)
DRAFT, AGREED = EnablementPlan.State.DRAFT, EnablementPlan.State.AGREED


def parsed(value):
    return date.fromisoformat(value) if value else None


# --- support now ------------------------------------------------------------------------------------------------------
def support_reads(worker):
    """The support that goes on, the main one first, and the day the next review is due."""
    about = {"person": OuterRef("pk")}
    going = SupportSpell.objects.filter(state=SupportSpell.State.OPEN, **about).order_by("-main", "starts")
    reviews = Review.objects.filter(state=Review.State.PLANNED, **about).order_by("due_on")
    return {
        "support_now": ArraySubquery(going.values(spell=SPELL)),
        "review_due_now": ArraySubquery(reviews.values("due_on")[:1]),
    }


def support_panel(person, worker):
    if not worker.has_perm(may.VIEW):
        return None
    url = reverse("enablement:episode", args=[person.pk])
    rows = [support_row(facts, url) for facts in person.support_now] or [("Support", "None at the moment", url)]
    if person.review_due_now:
        rows.append(("Next review", f"by {day(person.review_due_now[0])}", url))
    return {"rows": rows, "actions": [("Pathway and support", url)]}


def support_row(facts, url):
    """Brief enablement with its clock; any other with its team and since when."""
    spell = SupportSpell(
        tier=facts["tier"], state=facts["state"], starts=parsed(facts["starts"]), last_day=parsed(facts["last_day"])
    )
    since = clock_of(spell) or f"since {day(spell.starts)}"
    return (spell.get_tier_display(), f"{since}, {facts['team']}", url)


# --- the plan ---------------------------------------------------------------------------------------------------------
def plan_reads(worker):
    plans = EnablementPlan.objects.filter(person=OuterRef("pk"), state__in=[DRAFT, AGREED]).order_by("state")
    return {"plans_now": ArraySubquery(plans.values(plan=PLAN))}


def plan_panel(person, worker):
    """The person's opening words, and what to do with the plan."""
    if not worker.has_perm(may.VIEW):
        return None
    plans = {facts["state"]: facts for facts in person.plans_now}
    agreed, draft = plans.get(AGREED), plans.get(DRAFT)
    found = {"rows": [], "actions": []}
    if agreed:
        found |= {"words": agreed["opening"], "source": source_of(agreed)}
        found["actions"].append(("One page (PDF)", reverse("enablement:plan_paper", args=[agreed["pk"]])))
    if draft:
        url = reverse("enablement:plan", args=[draft["pk"]])
        found["rows"].append(("Draft", f"Version {draft['number']}, not yet agreed", url))
    if not plans:
        found["rows"].append(("Plan", "None yet", reverse("enablement:episode", args=[person.pk])))
    return found


def source_of(plan):
    agreed, again = parsed(plan["agreed_on"]), parsed(plan["review_on"])
    return f"Enablement plan, version {plan['number']}, {day(agreed)}; to be looked at again by {day(again)}"
