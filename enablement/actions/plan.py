"""The one-page plan: written together, agreed by the person, replaced by the next version."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import WrongMoment
from enablement import permissions as may
from enablement.actions.review import schedule_review
from enablement.models import EnablementPlan, Goal, Review, Step
from enablement.models.plan import WORDS
from enablement.onepage import must_fit
from enablement.rules import one_page, reviews
from enablement.states import PLANS
from people.rules import must_see


@action("enablement.plan_started", "Began to write an enablement plan", needs=may.PLAN)
def start_plan(*, episode, by):
    """Opens a draft: of the plan agreed before, when there is one, so that nobody starts from an empty page."""
    must_see(episode, by)
    if not episode.is_open:
        raise WrongMoment("This time on the pathway is closed.", remedy="Welcome the person back first.")
    if EnablementPlan.objects.filter(person_id=episode.person_id, state=EnablementPlan.State.DRAFT).exists():
        raise WrongMoment("A plan is being written already.", remedy="Open it and go on from there.")
    return copy_of_last_plan(episode, by=by)


def copy_of_last_plan(episode, *, by):
    """A draft in this episode with the words, goals and unfinished steps of the newest plan; an empty one for a first plan."""
    last = EnablementPlan.objects.filter(person_id=episode.person_id).exclude(state="set_aside").first()
    highest = EnablementPlan.objects.filter(person_id=episode.person_id).first()
    words = {name: getattr(last, name) for name in WORDS if name != "review_where"} if last else {}
    plan = EnablementPlan.objects.create(
        person_id=episode.person_id, episode=episode, number=highest.number + 1 if highest else 1,
        written_with_id=by.pk, started_on=clock.today(), **words,
    )  # fmt: skip
    if last:
        write_goals(plan, [goal_facts(goal) for goal in last.goals.prefetch_related("steps")])
    return plan


def goal_facts(goal):
    steps = [
        {"what": step.what, "owner": step.owner, "owner_name": step.owner_name, "by_when": step.by_when}
        for step in goal.steps.all()
        if step.done_on is None
    ]
    return {"words": goal.words, "start": goal.start, "now": goal.now, "steps": steps}


def write_goals(plan, goals):
    """Puts these goals and steps in place of the draft's; what they replace stays in row history."""
    Goal.objects.filter(plan=plan).delete()
    for place, facts in enumerate(goals):
        goal = Goal.objects.create(plan=plan, order=place, **{k: v for k, v in facts.items() if k != "steps"})
        Step.objects.bulk_create(Step(goal=goal, order=n, **step) for n, step in enumerate(facts["steps"]))


@action("enablement.plan_saved", "Wrote in an enablement plan", needs=may.PLAN)
def save_plan(*, plan, version, words, goals, review_on=None, by):
    """Saves the draft. `words` by the names of WORDS; `goals` as lists of {words, start, now, steps}."""
    plan = locked(must_see(plan, by), version)
    PLANS.move(plan, "save")
    write_goals(plan, goals)
    return saved(plan, review_on=review_on, **{name: words[name] for name in WORDS if name in words})


@action("enablement.plan_agreed", "Agreed an enablement plan", needs=may.AGREE)
def agree_plan(*, plan, version, agreed_how, agreed_on, not_agreed_reason="", by):
    """Makes the draft the plan: agreed by the person, or in force without, with the reason why. The one before gives way."""
    plan = locked(must_see(plan, by), version)
    PLANS.move(plan, "agree")
    one_page.check_ready(plan, agreed_how, agreed_on, not_agreed_reason)
    must_fit(plan)
    for former in EnablementPlan.objects.filter(person_id=plan.person_id, state=EnablementPlan.State.AGREED):
        PLANS.move(former, "supersede")
        saved(former, superseded_on=clock.today())
    saved(plan, agreed_how=agreed_how, agreed_on=agreed_on, not_agreed_reason=not_agreed_reason, agreed_by_id=by.pk)
    due = reviews.plan_review_due(agreed_on, plan.review_on)
    schedule_review(person=plan.person, of=Review.Of.PLAN, due=due, episode=plan.episode, plan=plan, by=by)
    detail(number=plan.number, agreed=plan.person_agreed)
    return plan


@action("enablement.plan_set_aside", "Set aside an enablement plan", needs=may.PLAN)
def set_aside_plan(*, plan, version, by):
    """Puts a draft away. Its words stay in the record."""
    plan = locked(must_see(plan, by), version)
    PLANS.move(plan, "set_aside")
    return saved(plan)


@action("enablement.plan_lapsed", "Set aside a plan with the pathway", needs=WITHIN)
def set_aside_by_rule(*, plan, by):
    """Called by closing, which checks its own permission."""
    PLANS.move(plan, "set_aside")
    return saved(plan)


@action("enablement.progress_recorded", "Recorded how a plan is going", needs=may.PLAN)
def record_progress(*, plan, version, scores, done, by):
    """How close the person says they are now ({goal id: score}), and which steps are done ({step id: day or None})."""
    plan = locked(must_see(plan, by), version)
    PLANS.move(plan, "record_progress")
    for goal in plan.goals.prefetch_related("steps"):
        if goal.pk in scores:
            goal.now = one_page.score(scores[goal.pk])
            goal.save(update_fields=["now"])
        for step in goal.steps.all():
            if step.pk in done and step.done_on != done[step.pk]:
                step.done_on = done[step.pk]
                step.save(update_fields=["done_on"])
    return saved(plan)
