"""Small help for views; and the page of one form, which every room has in one way."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

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


# --- the page of one form ---------------------------------------------------------------------------------------------
FORM = "form.html"


def one_form(request, form, act, *, done, back, to="", draft=None, record=None, says=None, **page):
    """Does what a posted, valid form says and goes on; else its page, with what stands in the way.

    Of a `record` that two people may have open the second to save is shown both versions: `says(record)` are its values by the
    form's names, where they are not its own; {} where the form only decides, and there is nothing to compare. `done` is what
    the next page tells; it and `to`, the way on, may be functions of what the action returned.
    """
    result = did(request, form, act, draft=draft, record=worded_as(record, says))
    if result is None:
        return form_page(request, form, back=back, draft=draft, record=record, says=says, **page)
    messages.success(request, done(result) if callable(done) else done)
    return redirect(to(result) if callable(to) else to or back)


def form_page(
    request,
    form,
    *,
    title,
    back,
    draft=None,
    record=None,
    says=None,
    face=None,
    fill=True,
    lead=(),
    template=FORM,
    **more,
):
    """The form as it was sent, or with what its draft keeps; both versions after a stale save. `face()` is the banner of whom."""
    if draft and fill:
        draft.fill(form)
    stale = worded_as(getattr(form, "conflict", None), says)
    context = {
        "form": form, "draft": draft, "page_title": title, "back_to": back, "record": record, "person": face() if face else None,
        "lead": [lead] if isinstance(lead, str) else lead, "version": unsaid_version(request, form, record, draft),
    }  # fmt: skip
    return render(request, template, context | more, status=409 if stale else 200)


def worded_as(record, says):
    if record is not None and says:
        record.as_form = partial(says, record)
    return record


def unsaid_version(request, form, record, draft):
    """The version that its editor opened, for a form that has no field for it."""
    return None if record is None or "version" in form.fields else opened_version(request, record, draft)


def nothing(record):
    """`says` of a form that only decides."""
    return {}
