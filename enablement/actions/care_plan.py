"""The care and support plan behind the one page (Care Act 2014 s25): written, asked for, approved by somebody else."""

from assessments.law import Eligibility
from assessments.models import NeedsAssessment, OutcomeAnswer
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from enablement import permissions as may
from enablement.actions.review import call_off_by_rule, schedule_review
from enablement.models import CareAndSupportPlan, CareNeed, Episode, PlannedService, Review
from enablement.models.care_plan import FIELDS, NEED_FIELDS
from enablement.rules import approval, care_act, reviews
from enablement.states import CARE_PLANS
from people.rules import must_see


@action("enablement.care_plan_started", "Began a care and support plan", needs=may.CARE_PLAN)
def start_care_plan(*, person, kind, by):
    """Opens a draft: of the plan before, when there is one, else with the needs that the assessment found.

    Services in force run on and need no asking again.
    """
    must_see(person, by)
    plans = CareAndSupportPlan.objects.filter(person=person, kind=kind)
    if plans.filter(state__in=["draft", "asked"]).exists():
        raise WrongMoment("A plan is being written already.", remedy="Open it and go on from there.")
    last = plans.first()
    rests_on = latest_decision(person, kind)
    plan = CareAndSupportPlan.objects.create(
        person=person, kind=kind, number=last.number + 1 if last else 1, started_on=clock.today(), written_by_id=by.pk,
        assessment=source_of(rests_on), episode=Episode.objects.filter(person=person, state=Episode.State.OPEN).first(),
        **({name: getattr(last, name) for name in FIELDS if not name.startswith("person_")} if last else {}),
    )  # fmt: skip
    if last:
        write_needs(plan, [{name: getattr(need, name) for name in NEED_FIELDS} for need in last.needs.all()])
    elif rests_on:
        write_needs(plan, needs_found(rests_on))
    return plan


KINDS = {"adult": NeedsAssessment.Kind.NEEDS, "carer": NeedsAssessment.Kind.CARER}


def latest_decision(person, kind):
    """The assessment last decided for the person as an adult with needs, or as a carer."""
    decided = NeedsAssessment.objects.filter(person=person, kind=KINDS[kind], state=NeedsAssessment.State.DECIDED)
    return decided.order_by("-decided_at").first()


def source_of(assessment):
    return f"assessments.needsassessment:{assessment.pk}" if assessment else ""


def needs_found(assessment):
    """One need for each outcome the person was unable to achieve, in their words: asked once, not again."""
    unable = assessment.outcomes.filter(answer=OutcomeAnswer.Answer.UNABLE)
    return [
        {
            "outcome": answer.outcome, "need": answer.get_outcome_display()[:300], "wish": answer.wish,
            "eligible": assessment.eligibility == Eligibility.ELIGIBLE, "met_by": CareNeed.MetBy.COUNCIL,
        }
        for answer in unable.order_by("pk")
    ]  # fmt: skip


def write_needs(plan, needs):
    CareNeed.objects.filter(plan=plan).delete()
    CareNeed.objects.bulk_create(CareNeed(plan=plan, order=n, **facts) for n, facts in enumerate(needs))


@action("enablement.care_plan_saved", "Wrote in a care and support plan", needs=may.CARE_PLAN)
def save_care_plan(*, plan, version, facts, needs, by):
    """Saves the draft. `facts` by the names of FIELDS, `needs` as lists by NEED_FIELDS."""
    plan = locked(must_see(plan, by), version)
    CARE_PLANS.move(plan, "save")
    write_needs(plan, needs)
    return saved(plan, **{name: facts[name] for name in FIELDS if name in facts})


@action("enablement.care_plan_asked", "Asked for approval of a care and support plan", needs=may.CARE_PLAN)
def ask_for_approval(*, plan, version, by):
    """Asks somebody else to approve the plan, once section 25 lacks nothing."""
    plan = locked(must_see(plan, by), version)
    CARE_PLANS.move(plan, "ask")
    services = services_under(plan)
    if lacks := care_act.missing(plan, list(plan.needs.all()), services):
        field, sentence, _ = lacks[0]
        raise Refused(
            sentence, field=field, remedy=f"{len(lacks) - 1} more to do after this." if len(lacks) > 1 else ""
        )
    cost = sum(map(care_act.weekly_cost, services))
    detail(weekly_cost=str(cost))
    return saved(plan, asked_by_id=by.pk, asked_at=clock.now(), weekly_cost=cost, decided_by=None, decided_at=None)


def services_under(plan):
    """What would run if the plan were approved: services in force, and those this plan asks for."""
    in_force = PlannedService.objects.filter(person_id=plan.person_id, plan__kind=plan.kind).in_force(clock.today())
    asked_for = list(PlannedService.objects.filter(plan=plan, approved_at=None))
    replaced = {service.replaces_id for service in asked_for}
    return [service for service in in_force if service.pk not in replaced] + asked_for


@action("enablement.care_plan_approved", "Approved a care and support plan", needs=may.APPROVE)
def approve_care_plan(*, plan, version, reason, by):
    """Puts the plan in force with the services it asks for, in place of the one before. Never by its writer or asker."""
    plan = locked(must_see(plan, by), version)
    approval.check(plan, by)
    CARE_PLANS.move(plan, "approve")
    for former in CareAndSupportPlan.objects.filter(person_id=plan.person_id, kind=plan.kind, state="approved"):
        CARE_PLANS.move(former, "supersede")
        saved(former, ended_on=clock.today())
    detail(weekly_cost=str(plan.weekly_cost), limit=str(approval.limit_of(by)))
    saved(plan, decided_by_id=by.pk, decided_at=clock.now(), decision_reason=reason, in_force_on=clock.today())
    approve_services(plan)
    due = reviews.care_review_due(clock.today(), first=True, residential=reviews.is_residential(services_under(plan)))
    schedule_review(person=plan.person, of=Review.Of.CARE, due=due, episode=plan.episode, care_plan=plan, by=by)
    return plan


def approve_services(plan):
    """A service that replaces another begins on the day that one ends."""
    for service in plan.services.filter(approved_at=None).select_related("replaces"):
        saved(service, approved_at=clock.now())
        if service.replaces and service.replaces.ends is None:
            changed = {"end_reason": "Replaced by a changed service", "end_outcome": reviews.CONTINUES}
            saved(service.replaces, ends=max(service.starts, service.replaces.starts), **changed)


@action("enablement.care_plan_sent_back", "Sent back a care and support plan", needs=may.APPROVE)
def send_back_care_plan(*, plan, version, reason, by):
    """Returns the plan to its writer, saying what has to change."""
    plan = locked(must_see(plan, by), version)
    CARE_PLANS.move(plan, "send_back")
    must_say(reason, "Say what has to change.", field="reason", remedy="The writer sees it at the top of the plan.")
    saved(plan, decision_reason=reason)
    return plan


@action("enablement.care_plan_ended", "Ended a care and support plan", needs=may.CARE_PLAN)
def end_care_plan(*, plan, version, reason, by):
    """Ends a plan under which no service runs any more, and calls its review off."""
    plan = locked(must_see(plan, by), version)
    CARE_PLANS.move(plan, "end")
    must_say(reason, "Ending a plan needs a reason.", field="reason", remedy="Say why the person needs it no longer.")
    if PlannedService.objects.filter(person_id=plan.person_id, plan__kind=plan.kind).in_force(clock.today()).exists():
        raise WrongMoment("Services still run under this plan.", remedy="End each service first.")
    for review in Review.objects.filter(person_id=plan.person_id, of=Review.Of.CARE, state=Review.State.PLANNED):
        call_off_by_rule(review=review, reason="The plan was ended.", by=by)
    return saved(plan, ended_on=clock.today(), decision_reason=reason)


@action("enablement.care_plan_lapsed", "A care and support plan ended because the person has died", needs=WITHIN)
def lapse_care_plan(*, plan, reason, by):
    """One in force ends; one that waits for approval is asked for no longer."""
    CARE_PLANS.move(plan, "lapse")
    if plan.state == CareAndSupportPlan.State.ENDED:
        return saved(plan, ended_on=clock.today(), decision_reason=reason)
    return saved(plan, asked_by=None, asked_at=None)
