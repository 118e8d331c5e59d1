"""Next steps and promises: planned, then done or not done, in sight."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.rules import Refused
from people import permissions as may
from people.actions.sight import must_see, must_see_record
from people.models import NextStep
from people.states_day import NEXT_STEP


@action("people.step_planned", "Planned a next step", needs=may.RECORD)
def plan_step(*, person, what, due, by, owner=NextStep.Owner.WORKER, promised=False, note=None):
    """Plans what somebody does by a day; the worker who plans it does it, or follows it up."""
    must_see(person, by)
    if not what.strip():
        raise Refused("A next step says what will be done.", field="next_what", remedy="Write it, or clear its date.")
    if not due:
        raise Refused("A next step has a day.", field="next_due", remedy="Write by when.")
    detail(owner=owner, due=due.isoformat())
    return NextStep.objects.create(
        person=person, note=note, what=what.strip(), due=due, owner=owner, promised=promised, worker=by
    )


@action("people.step_closed", "Closed a next step", needs=may.RECORD)
def close_step(*, step, verb, by, words=""):
    """Says that a step was done ("do") or will not be ("drop"), which needs a reason: a broken promise is told."""
    must_see_record(step, by)
    step = NextStep.objects.select_for_update().get(pk=step.pk)
    NEXT_STEP.move(step, verb)
    if verb == "drop" and not words.strip():
        raise Refused(
            "A step that is not done needs a reason.", field="words", remedy="Say why, and what the person was told."
        )
    step.closed_at, step.closed_by, step.closing_words = clock.now(), by, words.strip()
    step.save()
    detail(outcome=step.state)
    return step
