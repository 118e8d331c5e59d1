"""Targets by date. `target("choice_appointment.within")` is what stood on a day; unset keys are refused, never guessed."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from bep.kit import clock
from bep.kit.memory import Memory
from bep.kit.models import Target


class UnknownTarget(KeyError):
    """No target of that key stands on that day: load a preset, or set it on the targets screen."""


def target(key, on=None):
    """The Target row in force on a day (today when not given)."""
    on = on or clock.today()
    for row in everything().get(key, ()):
        if row.starts <= on and (row.ends is None or on <= row.ends):
            return row
    raise UnknownTarget(f"No target “{key}” stands on {on:%-d %B %Y}.")


def read():
    found = {}
    for row in Target.objects.all():
        found.setdefault(row.key, []).append(row)
    return found


memory = Memory("targets", read)
everything, forget = memory.get, memory.forget


def standing():
    """All that the targets say, to compare: what was worked out from them holds while this is the same."""
    return [(row.key, row.value, row.unit, row.starts, row.ends) for rows in everything().values() for row in rows]


def due(key, start):
    """The last day that meets the target, for something that began on the day `start`."""
    row = target(key, start)
    amount = int(row.value)
    if row.unit == "working_days":
        return clock.add_working_days(start, amount)
    if row.unit in {"days", "weeks"}:
        return start + timedelta(**{row.unit: amount})
    return start + relativedelta(**{row.unit: amount})  # type: ignore[arg-type]
