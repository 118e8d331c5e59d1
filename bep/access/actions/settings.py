"""Targets and limits, dated; and what this council is called."""

from django.db import transaction

from bep.access.permissions import MANAGE_SETTINGS
from bep.audit.record import action, detail
from bep.kit import clock, council, targets
from bep.kit.locking import locked, saved
from bep.kit.models import Target
from bep.kit.rules import Refused, rule


@rule("This council's rule", "LOCAL")
def what_was_asked_of_the_past_is_not_changed():
    """A target or limit is changed from today or a later day on: what was asked of the past stays as it was."""


@action("settings.target_set", "Set a target or limit from a day on", needs=MANAGE_SETTINGS)
def set_target(*, target, value, starts, source, by):
    """A further row from the day on; the rows before it stay."""
    if starts < clock.today():
        wording = what_was_asked_of_the_past_is_not_changed.wording
        raise Refused(wording, field="starts", remedy="Choose today or a later day.")
    if Target.objects.filter(key=target.key, starts=starts).exists():
        raise Refused("There is already a value from that day.", field="starts", remedy="Choose another day.")
    facts = {"label": target.label, "unit": target.unit, "kind": target.kind}
    # What a council types in for the law is unconfirmed until somebody has checked it: screens that use it say so.
    status = "RECALLED" if target.kind == "law" else "LOCAL"
    made = Target.objects.create(key=target.key, value=value, starts=starts, source=source, status=status, **facts)
    detail(key=target.key, value=str(value), starts=starts.isoformat())
    forget(targets)
    return made


@action("settings.council_changed", "Changed this council's details", needs=MANAGE_SETTINGS)
def change_council(*, version, by, **facts):
    row = locked(council.council(), version)
    detail(fields=sorted(name for name, value in facts.items() if getattr(row, name) != value))
    forget(council)
    return saved(row, **facts)


def forget(memory):
    """Now, for the rest of this request, and again once others can see what was written."""
    memory.forget()
    transaction.on_commit(memory.forget)
