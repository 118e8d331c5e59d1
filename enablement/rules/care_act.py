"""What the Care Act 2014 asks of a care and support plan. Each rule answers with what is still missing: (field, sentence)."""

from decimal import Decimal

from bep.kit.rules import rule
from enablement.models import CareNeed


@rule("Care Act 2014 s25", "VERIFIED")
def needs_and_eligibility(plan, needs, services):
    """The plan says which needs were identified, and which of them meet the eligibility criteria."""
    if not needs:
        yield "needs", "List at least one need that was identified."


@rule("Care Act 2014 s25", "VERIFIED")
def needs_the_council_meets(plan, needs, services):
    """The plan says which needs the council is going to meet, and how it is going to meet them."""
    for need in needs:
        if need.met_by == CareNeed.MetBy.COUNCIL and not need.how.strip():
            yield f"need_{need.order}_how", f"Say how the council meets “{need.need}”."


@rule("Care Act 2014 s25", "VERIFIED")
def outcomes_wished_for(plan, needs, services):
    """The plan says how meeting the needs helps with what the person wants in day-to-day life."""
    for need in needs:
        if not need.wish.strip():
            yield f"need_{need.order}_wish", f"Say what the person wants to be able to do about “{need.need}”."


@rule("Care Act 2014 s18 and s24", "RECALLED")
def reasons_for_each_decision(plan, needs, services):
    """A need that the council will not meet carries a written reason, and so does the plan as a whole."""
    for need in needs:
        if need.met_by != CareNeed.MetBy.COUNCIL and not need.reason.strip():
            yield f"need_{need.order}_reason", f"Write the reason why the council does not meet “{need.need}”."
    if not plan.reasons.strip():
        yield "reasons", "Write the reasons for these decisions, in words the person will understand."


@rule("Care Act 2014 s25 and s26", "RECALLED")
def personal_budget(plan, needs, services):
    """The personal budget is what meeting the needs costs; the plan says how much of it the council pays."""
    council_meets = any(need.met_by == CareNeed.MetBy.COUNCIL for need in needs)
    if council_meets and plan.personal_budget is None:
        yield (
            "personal_budget",
            "Give the personal budget: the weekly cost of the needs the council meets, even when it is nought.",
        )
    if plan.personal_budget is not None and plan.council_pays is None:
        yield "council_pays", "Say how much of the personal budget the council pays."
    if plan.personal_budget is not None and (plan.council_pays or 0) > plan.personal_budget:
        yield "council_pays", "The council cannot pay more than the whole personal budget."


@rule("Care Act 2014 s25 and s31", "RECALLED")
def direct_payment(plan, needs, services):
    """Where some of the budget is a direct payment, the plan says for which needs, how much and how often."""
    if plan.direct_payment is None:
        if any(service.delivery_mechanism == "Direct payment" for service in services):
            yield (
                "direct_payment",
                "A service is delivered by direct payment: give its amount and how often it is paid.",
            )
        return
    if not plan.direct_payment_frequency:
        yield "direct_payment_frequency", "Say how often the direct payment is paid."
    if not plan.direct_payment_needs.strip():
        yield "direct_payment_needs", "Say which needs the direct payment is for."


@rule("Care Act 2014 s25", "VERIFIED")
def advice(plan, needs, services):
    """The plan gives advice on what can be done to meet, reduce, prevent or delay needs."""
    if not plan.advice.strip():
        yield "advice", "Write the advice and information given on preventing, reducing or delaying needs."


@rule("Care Act 2014 s25", "VERIFIED")
def person_takes_part(plan, needs, services):
    """The person and their carer take part, all reasonable steps are taken to agree the plan, and they are given a copy."""
    if not plan.involvement.strip():
        yield "involvement", "Say how the person, and any carer, took part in making the plan."
    if plan.person_agrees is None:
        yield "person_agrees", "Say whether the person agrees with the plan."
    if plan.person_agrees is False and not plan.person_disagrees_because.strip():
        yield "person_disagrees_because", "Say what the person does not agree with, in their words."
    if not plan.copies_to.strip():
        yield "copies_to", "Say who is given a copy: the person, and whoever else they ask for."


SECTION_25 = [
    person_takes_part, needs_and_eligibility, needs_the_council_meets, outcomes_wished_for, reasons_for_each_decision,
    personal_budget, direct_payment, advice,
]  # fmt: skip


def missing(plan, needs, services):
    """Everything section 25 still asks of the plan, in the order of the form: [(field, sentence, rule)]."""
    return [(field, sentence, rule) for rule in SECTION_25 for field, sentence in rule(plan, needs, services)]


# --- cost -------------------------------------------------------------------------------------------------------------

# Units a week, as the national processing of Client Level Data counts them (VERIFIED); the rest are planned units a week.
UNITS_A_WEEK = {
    "Weekly": Decimal(1), "Fortnightly": Decimal(1) / 2, "4-weekly": Decimal(1) / 4, "Monthly": Decimal(12) / 52,
    "Quarterly": Decimal(4) / 52, "Annually": Decimal(1) / 52, "One-off": Decimal(0), "No charge to client": Decimal(0),
}  # fmt: skip
BY_PLANNED_UNITS = {"Per session", "Hourly", "Daily"}


def weekly_cost(service):
    """What a service costs in a week; nought when its cost is not known or is paid once."""
    if service.unit_cost is None:
        return Decimal(0)
    units = UNITS_A_WEEK.get(service.cost_frequency, service.planned_units or Decimal(0))
    return (service.unit_cost * units).quantize(Decimal("0.01"))
