"""Services in a care and support plan: asked for in a draft, approved with it, suspended and ended by themselves."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say, refuse_by, rule
from enablement import permissions as may
from enablement.models import CareAndSupportPlan, PlannedService
from enablement.rules import care_act
from people.rules import must_see

FIELDS = [
    "service_type", "service_component", "delivery_mechanism", "provider", "cqc_location_id", "unit_cost",
    "cost_frequency", "planned_units", "starts", "ends",
]  # fmt: skip


@rule("Client Level Data, Release 1 conditions", "VERIFIED")
def cost_says_how_often(unit_cost, cost_frequency, planned_units):
    """A cost says how often it is paid; one by the session, hour or day says how many a week."""
    if unit_cost is None:
        return True
    return bool(cost_frequency) and (cost_frequency not in care_act.BY_PLANNED_UNITS or planned_units is not None)


@rule("Client Level Data glossary, Release 1", "VERIFIED")
def no_direct_payment_in_prison(service_type, delivery_mechanism):
    """There is no direct payment in prison."""
    return not (service_type == "Long term support: Prison" and delivery_mechanism == "Direct payment")


@action("enablement.service_proposed", "Asked for a service", needs=may.CARE_PLAN)
def propose_service(*, plan, by, replaces=None, **facts):
    """Adds a service to a draft, or changes one in force by asking for another in its place. `facts` by the names of FIELDS."""
    plan = CareAndSupportPlan.objects.select_for_update().get(pk=must_see(plan, by).pk)
    if plan.state != CareAndSupportPlan.State.DRAFT:
        raise WrongMoment(
            "Services are asked for in a plan that is being written.", remedy="Begin a new version of the plan."
        )
    check_service(facts)
    return PlannedService.objects.create(person_id=plan.person_id, plan=plan, replaces=replaces, **facts)


def check_service(facts):
    if not cost_says_how_often(facts["unit_cost"], facts["cost_frequency"], facts["planned_units"]):
        field = "planned_units" if facts["cost_frequency"] else "cost_frequency"
        raise refuse_by(cost_says_how_often, field=field, remedy="Choose how often, and how many a week.")
    if not no_direct_payment_in_prison(facts["service_type"], facts["delivery_mechanism"]):
        raise refuse_by(
            no_direct_payment_in_prison, field="delivery_mechanism", remedy="Choose another way of delivering it."
        )
    if facts.get("ends") and facts["ends"] < facts["starts"]:
        raise Refused("A service ends after it starts.", field="ends", remedy="Check both days.")


@action("enablement.service_withdrawn", "Took back a service asked for", needs=may.CARE_PLAN)
def withdraw_service(*, service, by):
    """Takes a service out of a draft before it was approved; what it said stays in row history."""
    must_see(service, by)
    if service.approved_at or service.plan.state != CareAndSupportPlan.State.DRAFT:
        raise WrongMoment("This service can no longer be taken back.", remedy="End it instead.")
    PlannedService.objects.filter(pk=service.pk).delete()
    return service


def running(service, version, by):
    service = locked(must_see(service, by), version)
    if service.approved_at is None or (service.ends and service.ends <= clock.today()):
        raise WrongMoment("This service is not running.", remedy="Reload the page to see where it stands.")
    return service


@action("enablement.service_suspended", "Suspended a service", needs=may.CARE_PLAN)
def suspend_service(*, service, version, reason, by, since=None):
    """Pauses a service, in hospital for instance. In the return it runs on until it is ended."""
    service = running(service, version, by)
    must_say(
        reason, "Suspending needs a reason.", field="reason", remedy="Say why it pauses, and until when you expect."
    )
    return saved(service, suspended_on=since or clock.today(), suspended_because=reason)


@action("enablement.service_resumed", "Resumed a service", needs=may.CARE_PLAN)
def resume_service(*, service, version, by):
    service = running(service, version, by)
    if service.suspended_on is None:
        raise WrongMoment("This service is not suspended.", remedy="Reload the page to see where it stands.")
    return saved(service, suspended_on=None, suspended_because="")


@action("enablement.service_ended", "Ended a service", needs=may.CARE_PLAN)
def end_service(*, service, version, ends, reason, outcome, by):
    """Ends a service on a day, today or before; it needs no approval."""
    service = running(service, version, by)
    must_say(reason, "Ending a service needs a reason.", field="reason", remedy="Say why it ends.")
    if not service.starts <= ends <= clock.today():
        raise Refused("A service ends between its first day and today.", field="ends", remedy="Check the day.")
    detail(outcome=outcome)
    return saved(service, ends=ends, end_reason=reason, end_outcome=outcome)


@action("enablement.service_lapsed", "A service ended because the person has died", needs=WITHIN)
def end_service_by_rule(*, service, ends, reason, outcome, by):
    """Called when a death is recorded, which checks its own permission."""
    detail(outcome=outcome)
    return saved(service, ends=ends, end_reason=reason, end_outcome=outcome)
