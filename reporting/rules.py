"""When a return may be asked for and signed off."""

from bep.kit.rules import rule


@rule("CLD: rolling 12 months, on events that are over (DHSC public code)")
def period_is_over(period_end, today):
    """A return covers a period that is over."""
    return period_end < today


@rule("This council's own rule: approval separate from asking", "LOCAL")
def another_signs(asked_by_id, signer_id):
    """Whoever had a return built cannot sign it off."""
    return asked_by_id != signer_id


@rule("This council's own rule", "LOCAL")
def lists_are_confirmed(statutory_return):
    """A return is signed off only when each of its code lists is confirmed against the specification."""
    return not statutory_return.unconfirmed


@rule("This council's own rule", "LOCAL")
def errors_are_put_right(statutory_return):
    """A return is signed off only when nothing in it breaks a rule that must be kept."""
    return statutory_return.error_count == 0


READY = (lists_are_confirmed, errors_are_put_right)


def ready_to_submit(statutory_return):
    return all(condition(statutory_return) for condition in READY)
