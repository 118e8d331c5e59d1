"""Next steps and promises: planned, then done or not done, in sight."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.rules import must_say
from people import permissions as may
from people.models import NextStep
from people.rules import must_see
from people.states import NEXT_STEP


@action("people.step_planned", "Planned a next step", needs=may.RECORD)
def plan_step(*, person, what, due, by, owner=NextStep.Owner.WORKER, promised=False, note=None):
    """Plans what somebody does by a day; the worker who plans it does it, or follows it up."""
    must_see(person, by)
    must_say(what, "A next step says what will be done.", field="next_what", remedy="Write it, or clear its date.")
    must_say(due, "A next step has a day.", field="next_due", remedy="Write by when.")
    detail(owner=owner, due=due.isoformat())
    return NextStep.objects.create(
        person=person, note=note, what=what.strip(), due=due, owner=owner, promised=promised, worker=by
    )


@action("people.step_closed", "Closed a next step", needs=may.RECORD)
def close_step(*, step, verb, by, words=""):
    """Says that a step was done ("do") or will not be ("drop"), which needs a reason: a broken promise is told."""
    must_see(step, by)
    step = NextStep.objects.select_for_update().get(pk=step.pk)
    NEXT_STEP.move(step, verb)
    if verb == "drop":
        remedy = "Say why, and what the person was told."
        must_say(words, "A step that is not done needs a reason.", field="words", remedy=remedy)
    step.closed_at, step.closed_by, step.closing_words = clock.now(), by, words.strip()
    step.save()
    detail(outcome=step.state)
    return step


@action("people.steps_lapsed", "Let go of next steps that can no longer be taken", needs=WITHIN)
def let_go_of_steps(*, person, why, by):
    """Every open step and promise about the person ends, and says why; whoever owes the family a call plans a new one."""
    steps = list(NextStep.objects.select_for_update().filter(person=person, state=NextStep.State.OPEN))
    for step in steps:
        NEXT_STEP.move(step, "drop")
        step.closed_at, step.closed_by, step.closing_words = clock.now(), by, why
        step.save()
    detail(steps=[step.pk for step in steps])
    return steps
