"""The shapes that shared components draw. A room may pass these, or dicts with the same keys."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

# How near a due date must be before it turns amber.
SOON = timedelta(days=2)


@dataclass(frozen=True)
class Clock:
    """A time that matters, in words first. `state`: late, today, soon, ok or none. `kind`: law, target or wait.

    A limit of law names its section in `law`; a local target and a wait that merely grows look different from it.
    """

    state: str
    words: str
    kind: str = ""
    law: str = ""


@dataclass(frozen=True)
class WorkRow:
    """One thing to do: its clock, whom it is about, what it is, and the one button that does it."""

    who: str
    what: str
    url: str = ""
    clock: Clock | None = None
    detail: str = ""
    action_label: str = "Open"
    action_url: str = ""
    action_main: bool = False  # one a page
    tags: tuple = ()
    masked: bool = False


@dataclass(frozen=True)
class PersonBanner:
    """Who somebody is, in one look. `masked` hides everything but that the record exists."""

    name: str
    preferred_name: str = ""
    legal_name: str = ""
    dob: date | None = None
    age: int | None = None
    died: date | None = None
    nhs_number: str = ""
    reference: str = ""
    alerts: list = field(default_factory=list)
    needs: list = field(default_factory=list)
    url: str = ""
    restricted: bool = False
    masked: bool = False


@dataclass(frozen=True)
class Stage:
    """One stage of the drawn pathway. `state`: done, current, next or skipped; `clock`: late, today or soon colours it."""

    label: str
    state: str = "next"
    date: str = ""
    note: str = ""
    url: str = ""
    clock: str = ""


@dataclass(frozen=True)
class Event:
    """One line of a timeline."""

    when: date | datetime | str
    title: str
    detail: str = ""
    by: str = ""
    url: str = ""
    kind: str = ""
    tags: tuple = ()


@dataclass(frozen=True)
class Row:
    """A question and its answer, in a summary list or a narrow list of facts."""

    key: str
    value: object = None
    url: str = ""
    note: str = ""
    action_url: str = ""
    action_label: str = "Change"


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Page:
    """One page of a list that pages by key."""

    words: str = ""
    previous_url: str = ""
    next_url: str = ""
    label: str = ""


def plural(number, one, many=""):
    return f"{number} {one if number == 1 else many or one + 's'}"


def due(when, now=None, soon=SOON, **more):
    """The clock of something due at a moment, or at any time on a day."""
    now = now or timezone.now()
    if isinstance(when, datetime):
        return due_at(when, now, soon, **more)
    return due_on(when, timezone.localtime(now).date(), soon, **more)


def due_on(day, today, soon=SOON, **more):
    days = (day - today).days
    if days < 0:
        return Clock("late", f"{plural(-days, 'day')} late", **more)
    words = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    state = "today" if days == 0 else "soon" if timedelta(days=days) <= soon else "ok"
    return Clock(state, words, **more)


def due_at(moment, now, soon=SOON, **more):
    moment, now = timezone.localtime(moment), timezone.localtime(now)
    if moment < now:
        return Clock("late", f"{span(now - moment)} late", **more)
    clock = due_on(moment.date(), now.date(), soon, **more)
    return Clock(clock.state, f"{clock.words} {moment:%H:%M}", **more) if clock.words[:2] == "to" else clock


def day_of(start, length, today, soon=7, **more):
    """The clock of a stretch with a known length: "day 37 of 42"; the day it starts is day 1."""
    day = (today - start).days + 1
    if day > length:
        return Clock("late", f"day {day} of {length}", **more)
    return Clock("soon" if length - day < soon else "ok", f"day {max(day, 0)} of {length}", **more)


def countdown(deadline, now, law="", amber=timedelta(hours=4)):
    """A limit of law running down: "1 h 52 min left"."""
    left = deadline - now
    if left < timedelta():
        return Clock("late", f"{span(-left)} over", kind="law", law=law)
    return Clock("soon" if left <= amber else "ok", f"{span(left)} left", kind="law", law=law)


def waiting(since, now, late_after=None):
    """A wait that grows; late only where something says how long is too long."""
    waited = now - since
    state = "late" if late_after is not None and waited > late_after else "none"
    return Clock(state, f"waiting {span(waited)}", kind="wait")


def span(length):
    """A length of time in two units at most: "3 days", "5 h 10 min", "12 min"."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 48 * 60:
        return plural(minutes // (24 * 60), "day")
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
