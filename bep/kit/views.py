"""Small help for views."""

from bep.kit import conflict
from bep.kit.numbers import whole_number
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


def submitted(request, form, call):
    """What the action returned when the form was posted, valid and not refused; else None, and the form shows why."""
    return attempt(form, call) if request.method == "POST" and form.is_valid() else None


def did(request, form, act, *, draft=None, record=None):
    """The same for a form with a draft, which is thrown away with it, or about a record that somebody else may have open:
    what the second saver chose between the two versions is put in first (bep/kit/conflict.py)."""
    if request.method != "POST" or not form.is_valid():
        return None
    if record is not None:
        conflict.settle(form, record)
    return attempt(form, (lambda: draft.submit(act, request.POST)) if draft else act)


def opened_version(request, record, draft=None):
    """The version an editor began from: what the form sent back, else what their draft began from, else the record's.

    Nought for a new record. A draft that is older than a colleague's save must not pass for having seen it.
    """
    began = draft.mine.data if draft and draft.mine else {}
    sent = request.POST.get("version") or began.get("version") or ""
    return whole_number(sent, getattr(record, "version", 0))
