"""What a one-page plan needs before it can be agreed."""

from bep.kit import clock
from bep.kit.rules import Refused, refuse_by, rule
from enablement.models import EnablementPlan, Step


@rule("Barnet business case 2015, s3.6.1", "LOCAL")
def a_plan_has_a_goal(plan, goals):
    """A plan has at least one goal, and every goal at least one step."""
    return bool(goals) and all(list(goal.steps.all()) for goal in goals)


@rule("This service's own: the person first", "LOCAL")
def the_person_first(plan, goals):
    """At least one step is the person's own."""
    return any(step.owner == Step.Owner.ME for goal in goals for step in goal.steps.all())


@rule("Barnet business case 2015, s3.6.1", "LOCAL")
def a_plan_is_looked_at_again(plan, goals):
    """A plan says on which day it is looked at again."""
    return plan.review_on is not None and plan.review_on > clock.today()


REMEDIES = {
    a_plan_has_a_goal: "Write what the person wants to change, and one step towards it.",
    the_person_first: "Ask what they will do themselves, however small, and write it as “Me”.",
    a_plan_is_looked_at_again: "Choose a day in the weeks to come.",
}


def still_missing(plan):
    """The rules that a draft does not meet yet."""
    goals = plan.read_goals()
    return [rule for rule in REMEDIES if not rule(plan, goals)]


@rule("This service's own: whose plan it is", "LOCAL")
def agreement_is_said(agreed_how, agreed_on, not_agreed_reason):
    """A plan says how and when the person agreed it, or why they have not."""
    if agreed_how == EnablementPlan.AgreedHow.NOT:
        return bool(not_agreed_reason.strip())
    return bool(agreed_how)


def check_ready(plan, agreed_how, agreed_on, not_agreed_reason):
    """Refuses the agreement of a plan that lacks something, one rule at a time."""
    for unmet in still_missing(plan):
        raise refuse_by(unmet, remedy=REMEDIES[unmet])
    if not agreement_is_said(agreed_how, agreed_on, not_agreed_reason):
        field = "not_agreed_reason" if agreed_how else "agreed_how"
        raise refuse_by(agreement_is_said, remedy="Choose how, or write the reason in their words.", field=field)
    if agreed_on > clock.today():
        raise Refused(
            "A plan cannot be agreed on a day to come.", field="agreed_on", remedy="Give the day they said yes."
        )


def score(value):
    """Nought to ten, as the person says it."""
    if value is not None and not 0 <= value <= 10:
        raise Refused("How close I am goes from 0 to 10.", remedy="Ask again: 0 is not at all, 10 is there.")
    return value
