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
