"""Approving what others ask for."""

from bep.access.models import Role
from bep.kit.rules import NotAllowed, refuse_by, rule
from bep.kit.targets import UnknownTarget, target
from enablement import permissions as may


@rule("This service's own: approval apart from asking", "LOCAL")
def somebody_else_approves(plan, by):
    """Nobody approves what they wrote or asked for themselves."""
    return by.pk is not None and by.pk not in {plan.asked_by_id, plan.written_by_id}


@rule("This service's own: scheme of delegation", "LOCAL")
def within_delegated_limit(plan, by):
    """What a package costs in a week has to be within the limit of your role."""
    return by.has_perm(may.APPROVE_ANY) or (plan.weekly_cost or 0) <= limit_of(by)


def limit_of(worker):
    """The highest weekly cost that any of the worker's roles may approve: rows “care_plan_limit.<role>”; nought without one."""
    keys = Role.objects.filter(group__in=worker.groups.all()).values_list("key", flat=True)
    return max((limit for limit in map(_limit, keys) if limit is not None), default=0)


def _limit(role):
    try:
        return target(f"care_plan_limit.{role}").value
    except UnknownTarget:
        return None


def check(plan, by):
    """Refuses an approval by the asker, or above the approver's limit."""
    if not somebody_else_approves(plan, by):
        raise NotAllowed(somebody_else_approves.wording, remedy="Ask a colleague who may approve to read it.")
    if not within_delegated_limit(plan, by):
        raise refuse_by(
            within_delegated_limit,
            remedy=f"This costs £{plan.weekly_cost:,.2f}, you may approve up to £{limit_of(by):,.2f}: it goes to the panel.",
        )
