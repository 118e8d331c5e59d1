"""The choice meeting: asked for, arranged, held."""

from assessments import permissions as may
from assessments.models import ChoiceMeeting
from assessments.states import MEETING
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock, targets
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, must_say
from people.actions import involve
from people.models import Involvement, Person
from people.rules import check_living, check_safe_to_contact, must_see

OPEN = [ChoiceMeeting.State.TO_ARRANGE, ChoiceMeeting.State.ARRANGED]


@action("assessments.meeting_needed", "A choice meeting was needed", needs=WITHIN)
def meeting_needed(*, person, asked_on, source_type, source_id, by):
    """What a referral or an appointment led to."""
    return open_meeting(person, asked_on, source_type=source_type, source_id=source_id)


@action("assessments.meeting_asked", "Asked for a choice meeting", needs=may.ARRANGE)
def ask_for_meeting(*, person, by):
    """For somebody already known, without a new referral."""
    return open_meeting(must_see(person, by), clock.today())


def open_meeting(person, asked_on, **source):
    """The open choice meeting, or a new one with its clock: a person has one at a time."""
    Person.objects.select_for_update().get(pk=person.pk)
    found = ChoiceMeeting.objects.filter(person=person, state__in=OPEN).first()
    due = targets.due("choice_meeting.within", asked_on)
    return found or ChoiceMeeting.objects.create(person=person, asked_on=asked_on, due=due, **source)


@action("assessments.meeting_arranged", "Arranged a choice meeting", needs=may.ARRANGE)
def arrange(*, meeting, version, starts_at, place, address, worker, who_comes, interpreter, by):
    """A day, a place and a worker, in the way the person chose."""
    meeting = locked(must_see(meeting, by), version)
    MEETING.move(meeting, "arrange")
    return keep(
        meeting, by, starts_at, worker, place=place, address=address, who_comes=who_comes, interpreter=interpreter
    )


@action("assessments.meeting_moved", "Moved a choice meeting", needs=may.ARRANGE)
def move(*, meeting, version, starts_at, place, address, worker, who_comes, interpreter, chosen_by_person, by):
    """Another day or place; the person's own choice of one is counted apart from ours."""
    meeting = locked(must_see(meeting, by), version)
    MEETING.move(meeting, "move")
    meeting.moved_by_person += bool(chosen_by_person)
    detail(chosen_by="person" if chosen_by_person else "service")
    return keep(
        meeting, by, starts_at, worker, place=place, address=address, who_comes=who_comes, interpreter=interpreter
    )


def keep(meeting, by, starts_at, worker, **facts):
    """Saves the arrangement and lets the worker see the person."""
    if starts_at < clock.now():
        raise Refused(
            "The meeting must be in the future.", field="starts_at", remedy="Give a day and time still to come."
        )
    check_living(meeting.person)
    if facts["place"] == ChoiceMeeting.Place.HOME:
        check_safe_to_contact(meeting.person, "visit", field="place")
    if not worker.is_active or not worker.has_perm(may.ASSESS):
        raise Refused(
            f"{worker.name} cannot hold a choice meeting.",
            field="worker",
            remedy="Choose somebody whose role includes it.",
        )
    involve(person=meeting.person, worker=worker, role=Involvement.Role.WORKER, reason="Choice meeting", by=by)
    detail(worker=worker.pk, starts_at=starts_at.isoformat())
    return saved(meeting, starts_at=starts_at, worker=worker, **facts)


@action("assessments.meeting_missed", "Did not attend a choice meeting", needs=may.ARRANGE)
def miss(*, meeting, version, by):
    """They did not attend: it waits to be arranged again, and the clock goes on."""
    meeting = locked(must_see(meeting, by), version)
    if meeting.starts_at and meeting.starts_at > clock.now():
        raise Refused(
            "The meeting has not begun yet, so nobody has missed it.", remedy="Move it, or record that it is off."
        )
    MEETING.move(meeting, "miss")
    return saved(meeting, missed=meeting.missed + 1, starts_at=None)


@action("assessments.meeting_held", "Held a choice meeting", needs=may.ASSESS)
def hold(*, meeting, version, held_on, outcome, words, by):
    """It was held: what the person and the worker agreed comes next."""
    meeting = locked(must_see(meeting, by), version)
    MEETING.move(meeting, "hold")
    if held_on > clock.today():
        raise Refused(
            "A meeting cannot have been held in the future.", field="held_on", remedy="Give the day it was held."
        )
    if outcome != ChoiceMeeting.Outcome.ASSESS:
        sentence = "An outcome without an assessment needs a reason."
        must_say(words, sentence, field="words", remedy="Say in a sentence what you agreed.")
    detail(outcome=outcome, held_on=held_on.isoformat())
    return saved(meeting, held_on=held_on, outcome=outcome, outcome_words=words)


@action("assessments.meeting_cancelled", "Called off a choice meeting", needs=may.ARRANGE)
def cancel(*, meeting, version, reason, by):
    """It is not going ahead, and why."""
    meeting = locked(must_see(meeting, by), version)
    MEETING.move(meeting, "cancel")
    must_say(reason, "A meeting that is not going ahead needs a reason.")
    return saved(meeting, cancelled_because=reason)
