"""Small help for views."""

from bep.kit.rules import NotFound, Refused, Stale


def attempt(form, call):
    """Runs an action for a valid form. A refusal lands on the form, at its field where it names one, and None comes back."""
    try:
        return call()
    except NotFound:
        raise
    except Stale as stale:
        form.conflict = stale.current
        form.add_error(None, str(stale))
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None
