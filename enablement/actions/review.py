"""Reviews: planned by rule or on request, booked, held, called off."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, must_say
from enablement import permissions as may
from enablement.models import PlannedService, Review
from enablement.rules import reviews
from enablement.states import REVIEWS
from people.rules import must_see

ON_REQUEST = "asked"


@action("enablement.review_planned", "Planned a review", needs=WITHIN)
def schedule_review(*, person, of, due, by, episode=None, **subject):
    """Plans a review by rule, or moves the one planned already."""
    review = Review.objects.filter(person=person, of=of, state=Review.State.PLANNED).first() or Review(
        person=person, of=of
    )
    review.episode, review.due_on, review.due_because, review.planned_by_id = episode, due.on, due.because, by.pk
    for name, value in subject.items():
        setattr(review, name, value)
    detail(of=of, due_on=due.on.isoformat(), because=due.because)
    review.save()
    return review


@action("enablement.review_asked", "Asked for a review", needs=may.REVIEW)
def plan_review(*, person, of, due_on, by, episode=None, plan=None, care_plan=None):
    """Plans a review that the person, their carer or a worker asks for (Care Act 2014 s27: on reasonable request)."""
    must_see(person, by)
    if due_on < clock.today():
        raise Refused("A review cannot be planned for a day gone by.", field="due_on", remedy="Choose today or later.")
    due = reviews.Due(due_on, ON_REQUEST)
    return schedule_review(person=person, of=of, due=due, episode=episode, plan=plan, care_plan=care_plan, by=by)


@action("enablement.review_booked", "Booked a review", needs=may.REVIEW)
def book_review(*, review, version, booked_for, booked_where, by):
    """Says when and where the review takes place; the day it is due by stays as it was."""
    review = locked(must_see(review, by), version)
    REVIEWS.move(review, "book")
    return saved(review, booked_for=booked_for, booked_where=booked_where)


@action("enablement.review_called_off", "Called off a review", needs=may.REVIEW)
def call_off_review(*, review, version, reason, by):
    """Takes a planned review out of the queue, for a reason that stays on it."""
    review = locked(must_see(review, by), version)
    must_say(reason, "Calling a review off needs a reason.", field="reason", remedy="Say why it will not be held.")
    return called_off(review, reason)


@action("enablement.review_lapsed", "Called off a review that is no longer due", needs=WITHIN)
def call_off_by_rule(*, review, reason, by):
    """A step of closing and ending."""
    return called_off(review, reason)


def called_off(review, reason):
    REVIEWS.move(review, "call_off")
    return saved(review, called_off_because=reason)


@action("enablement.review_held", "Held a review", needs=may.REVIEW)
def hold_review(*, review, version, by, **facts):
    """Records what a review found and decided, and plans the next where a rule asks for one. `facts`: see FACTS."""
    review = locked(must_see(review, by), version)
    REVIEWS.move(review, "hold")
    return hold(review, by=by, **facts)


@action("enablement.unplanned_review_held", "Held an unplanned review", needs=may.REVIEW)
def hold_unplanned_review(*, person, of, by, episode=None, plan=None, care_plan=None, **facts):
    """Records a review that nobody had planned; the planned one stays in the queue."""
    must_see(person, by)
    review = Review(
        person=person, of=of, episode=episode, plan=plan, care_plan=care_plan, due_on=facts["held_on"],
        due_because=ON_REQUEST, planned_by_id=by.pk, state=Review.State.HELD, version=0,
    )  # fmt: skip
    return hold(review, by=by, **facts)


def hold(review, *, held_on, reason, method, result, persons_view, summary, by, started_on=None, outcomes_achieved=""):
    reviews.check_held(
        review, held_on=held_on, started_on=started_on, reason=reason, outcomes_achieved=outcomes_achieved
    )
    must_say(summary, "A review needs a summary.", field="summary", remedy="Say what was found and decided.")
    detail(of=review.of, result=result, reason=reason)
    saved(
        review, held_on=held_on, started_on=started_on or held_on, reason=reason, method=method, result=result,
        outcomes_achieved=outcomes_achieved, persons_view=persons_view, summary=summary, held_by_id=by.pk,
        event_outcome=reviews.OUTCOME_OF[result],
    )  # fmt: skip
    plan_the_next(review, by=by)
    return review


def plan_the_next(review, *, by):
    """Another review of the same kind, unless support ends, the plan is being changed anyway, or one is planned already."""
    planned = Review.objects.filter(person_id=review.person_id, of=review.of, state=Review.State.PLANNED).exists()
    if planned or review.result == Review.Result.ENDED or review.of == Review.Of.BRIEF:
        return
    if review.of == Review.Of.CARE:
        running = PlannedService.objects.filter(person_id=review.person_id).running(clock.today())
        due = reviews.care_review_due(review.held_on, first=False, residential=reviews.is_residential(running))
    else:
        due = reviews.plan_review_due(review.held_on)
    schedule_review(
        person=review.person, of=review.of, due=due, episode=review.episode, plan=review.plan,
        care_plan=review.care_plan, by=by,
    )  # fmt: skip
