"""One tap for each call: the log, the minutes of delay, the handover and the report are all made of it."""

from datetime import timedelta

from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import desk_must_see, not_in_future, write_line
from amhp_rota.models import Delay, LogLine
from amhp_rota.rules import desk
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.rules import Refused, must_say

Kind, Result = LogLine.Kind, LogLine.Result
TWICE = timedelta(seconds=5)  # a second tap of one finger is not a second call


@action("amhp_rota.called", "Logged a call", needs=may.DESK)
def log_call(*, request, cause, result, by, who="", words="", at=None):
    """A call for something that is waited for. The first unanswered one begins the delay; what is agreed ends it."""
    desk.is_open(desk_must_see(request, by))
    if cause not in Delay.Cause.values or result not in Result.values:
        raise Refused("Say whom you called, and what came of it.", remedy="Use the buttons of the request.")
    at = not_in_future(at or clock.now(), "at")
    if again := same_tap(request, cause, result, by, at):
        return again
    if result == Result.AGREED:
        request.delays.filter(cause=cause, ended_at=None).update(ended_at=at)
    else:
        begin(request, cause, at)
    detail(cause=cause, result=result)
    return write_line(request, Kind.CALL, topic=cause, result=result, who=who, words=words, at=at, by=by)


def same_tap(request, cause, result, by, at):
    lines = request.lines.filter(kind=Kind.CALL, topic=cause, result=result, by_id=by.pk, at__gt=at - TWICE)
    return lines.last()


def begin(request, cause, at, why=""):
    """One delay of a kind at a time: a second unanswered call makes it no second delay."""
    found, _ = Delay.objects.get_or_create(
        request=request, cause=cause, ended_at=None,
        defaults={"person_id": request.person_id, "began_at": at, "why": why},
    )  # fmt: skip
    return found


@action("amhp_rota.option_tried", "Logged what was tried instead of detention", needs=may.DESK)
def log_option(*, request, option, result, by, words=""):
    """What could be done instead of detaining somebody, and what came of it."""
    desk.is_open(desk_must_see(request, by))
    if option not in LogLine.Option.values or result not in Result.values:
        raise Refused("Say what was tried and what came of it.", field="option", remedy="Choose both from the lists.")
    detail(option=option, result=result)
    return write_line(request, Kind.OPTION, topic=option, result=result, words=words, by=by)


@action("amhp_rota.noted", "Wrote in the duty log", needs=may.DESK)
def log_note(*, request, words, by):
    must_say(words, "The note is empty.", field="words", remedy="Say in a sentence what happened.")
    return write_line(desk_must_see(request, by), Kind.NOTE, words=words, by=by)


@action("amhp_rota.delay_began", "Recorded that an assessment waits", needs=may.DESK)
def start_delay(*, request, cause, why, by):
    """Something is waited for that no call shows."""
    desk.is_open(desk_must_see(request, by))
    must_say(why, "Say why it waits.", field="why", remedy="In a few words, such as “all six suites are full”.")
    if request.delays.filter(cause=cause, ended_at=None).exists():
        raise Refused("This is waited for already.", field="cause", remedy="End that delay first, or add a note.")
    write_line(request, Kind.DELAY, topic=cause, words=f"Waits for {Delay.Cause(cause).label.lower()}: {why}", by=by)
    return begin(request, cause, clock.now(), why)


@action("amhp_rota.delay_ended", "Recorded that a wait is over", needs=may.DESK)
def stop_delay(*, delay, by):
    desk_must_see(delay, by)
    if delay.ended_at:
        return delay
    delay.ended_at = clock.now()
    delay.save(update_fields=["ended_at"])
    words = f"No longer waits for {delay.get_cause_display().lower()}, after {delay.minutes} minutes."
    write_line(delay.request, Kind.DELAY, topic=delay.cause, words=words, by=by)
    return delay
