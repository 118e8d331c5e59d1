"""What this room puts on shared screens: work, timeline, the drawn pathway, weights, navigation; and what it listens to."""

from django.urls import reverse

from bep.kit import reference
from bep.kit.registry import (
    NavItem,
    Panel,
    PathwaySource,
    PersonAction,
    TimelineSource,
    WeightSource,
    WorkSource,
    add,
)
from enablement import panels, sources, subscriptions  # noqa: F401 (listening is done by being imported)
from enablement import permissions as may
from enablement.models import CareAndSupportPlan, EnablementPlan, Episode, Review, SupportSpell


def opens(name):
    """The URL of one record, by its own number."""
    return lambda object_id, person_id: reverse(name, args=[object_id])


def opens_person(name):
    """The URL of one person's screen."""
    return lambda object_id, person_id: reverse(name, args=[person_id])


pathway = opens_person("enablement:episode")


def label(choices, value):
    return str(choices(value).label)


def tier(facts):
    return label(SupportSpell.Tier, facts["tier"])


def words(facts):
    return f" {facts['words']}" if facts["words"] else ""


def cost(value):
    return f"£{float(value or 0):,.2f}".removesuffix(".00") + " a week"


def review_of(facts):
    return f"review: {label(Review.Of, facts['of']).lower()}"


def closed_sentence(facts):
    return f"Pathway closed: {reference.label('closure_outcome', facts['outcome'])}.{words(facts)}"


def agreed_sentence(facts):
    how = EnablementPlan.AgreedHow
    said = "in force, not agreed by them" if facts["how"] == how.NOT else f"agreed {label(how, facts['how']).lower()}"
    return f"Enablement plan, version {facts['number']}, {said}."


add(
    WorkSource("brief_ending", "Brief enablement ends", sources.brief_ending,
               lambda facts: "six weeks of brief enablement end: finish, top up or step up",
               opens("enablement:after_brief"), verb="Decide"),
    WorkSource("review_due", "Reviews", sources.reviews_due, review_of, opens("enablement:hold_review"), verb="Hold",
               detail=lambda facts: "booked" if facts["booked_for"] else "not booked yet"),
    WorkSource("support_to_start", "Support to start", sources.support_to_start, lambda facts: "support to start",
               opens_person("enablement:start_spell"), verb="Start"),
    WorkSource("plan_to_write", "Plans to write", sources.plans_to_write, lambda facts: "enablement plan to write together",
               pathway, verb="Write"),
    WorkSource("plan_to_agree", "Plans to agree", sources.plans_to_agree,
               lambda facts: f"enablement plan, version {facts['number']}, to agree", opens("enablement:plan"), verb="Open"),
    WorkSource("care_plan_to_write", "Care and support plans to write", sources.care_plans_to_write,
               lambda facts: "care and support plan to write: eligible needs", pathway, verb="Write"),
    WorkSource("care_plan_sent_back", "Sent back", sources.sent_back, lambda facts: "care and support plan sent back",
               opens("enablement:care_plan"), verb="Open", detail=lambda facts: facts["reason"], by_day=False),
    WorkSource("care_plan_approval", "Waiting for approval", sources.approvals,
               lambda facts: label(CareAndSupportPlan.Kind, facts["plan"]).lower() + " to approve",
               opens("enablement:care_plan"), verb="Read", group="waiting", audience="team", needs=may.APPROVE, by_day=False,
               detail=lambda facts: f"{cost(facts['weekly_cost'])}, asked for by {facts['asked_by']}"),
)  # fmt: skip
add(
    TimelineSource("pathway_opened", "Onto the pathway", sources.episodes_opened,
                   lambda facts: f"Onto the pathway: {label(Episode.Because, facts['because']).lower()}.{words(facts)}", pathway,
                   needs=may.VIEW),
    TimelineSource("pathway_closed", "Off the pathway", sources.episodes_closed, closed_sentence, pathway,
                   needs=may.VIEW),
    TimelineSource("support_began", "Support began", sources.spells_begun,
                   lambda facts: f"{tier(facts)} {label(SupportSpell.Began, facts['began']).lower()}.{words(facts)}", pathway,
                   needs=may.VIEW),
    TimelineSource("support_ended", "Support ended", sources.spells_ended,
                   lambda facts: f"{tier(facts)}: {label(SupportSpell.Ending, facts['ending']).lower()}.{words(facts)}", pathway,
                   needs=may.VIEW),
    TimelineSource("plan_agreed", "Enablement plan", sources.plans_agreed, agreed_sentence, opens("enablement:plan"),
                   "documents", needs=may.VIEW),
    TimelineSource("care_plan", "Care and support plan", sources.care_plans_in_force,
                   lambda facts: f"{label(CareAndSupportPlan.Kind, facts['plan'])} in force, {cost(facts['weekly_cost'])}.",
                   opens("enablement:care_plan"), "documents", needs=may.VIEW),
    TimelineSource("review_held", "Review", sources.reviews_held,
                   lambda facts: f"Held a {review_of(facts)}. {label(Review.Result, facts['result'])}.{words(facts)}", pathway,
                   needs=may.VIEW),
)  # fmt: skip
add(
    PathwaySource("plan", sources.plan_stage),
    PathwaySource("support", sources.support_stage),
    PathwaySource("review", sources.review_stage),
    PathwaySource("move_on", sources.move_on_stage),
    WeightSource(sources.weights),
    Panel("Enablement plan", panels.plan_panel, order=20, column="main", reads=panels.plan_reads),
    Panel("Support now", panels.support_panel, order=20, reads=panels.support_reads),
    NavItem(
        "Enablement",
        "enablement:overview",
        needs=(may.VIEW,),
        order=50,
        prefix="/enablement/",
        hint="Who has which support, reviews due, and what waits for approval",
    ),
    PersonAction("Pathway and support", "enablement:episode", may.VIEW, order=10),
)
