"""The registry of events. An event that is not registered cannot be recorded: a log that shrugs is no log."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EventType:
    """`name` is what the log keeps, `sentence` what a reader sees ("Triaged a referral"), `needs` who may cause it."""

    name: str
    sentence: str
    needs: str | None = None


EVENTS: dict[str, EventType] = {}


def register(name, sentence, needs=None):
    if name in EVENTS:
        raise ValueError(f"The event {name} is registered twice.")
    EVENTS[name] = EventType(name, sentence, needs)
    return EVENTS[name]


SHOWN = register("people.shown", "Looked at")
REFUSED = register("access.refused", "Was refused")
EXPORTED = register("people.exported", "Exported a list")


# --- who wants to know ------------------------------------------------------------------------------------------------
# An upper room learns of what a lower room did by subscribing; it runs inside the doer's transaction, so both happen
# or neither does. The lower room need not know.

SUBSCRIBERS: dict[str, list] = {}


def subscribe(name):
    """Calls the function (record, by) whenever the event `name` has happened, before its transaction ends."""

    def mark(function):
        SUBSCRIBERS.setdefault(name, []).append(function)
        return function

    return mark


def publish(name, record, by):
    for function in SUBSCRIBERS.get(name, ()):
        function(record, by)
