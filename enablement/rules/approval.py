"""Approving what others ask for."""

from bep.access.models import Role
from bep.kit.rules import approving_is_apart_from_asking, is_own, refuse_by, rule
from bep.kit.targets import UnknownTarget, target
from enablement import permissions as may


def is_theirs(plan, by):
    """Whether they wrote the plan or asked for it: then somebody else decides."""
    return is_own(by, plan.asked_by_id, plan.written_by_id)


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
    ask = "Ask a colleague who may approve to read it."
    approving_is_apart_from_asking(by, plan.asked_by_id, plan.written_by_id, remedy=ask)
    if not within_delegated_limit(plan, by):
        raise refuse_by(
            within_delegated_limit,
            remedy=f"This costs £{plan.weekly_cost:,.2f}, you may approve up to £{limit_of(by):,.2f}: it goes to the panel.",
        )
