"""What the pages of this room do alike."""

from django.contrib import messages
from django.shortcuts import redirect, render

from bep.kit.views import did
from people.faces import banner

FORM = "safeguarding/form.html"


def one_form(
    request, form, act, *, title, done, back, person=None, to="", draft=None, record=None, template=FORM, **more
):
    """The page of a form: does it and goes on, or shows the form with what stands in the way; of a `record`, both versions."""
    result = did(request, form, act, draft=draft, record=record)
    if result is not None:
        messages.success(request, done(result) if callable(done) else done)
        return redirect(to(result) if callable(to) else to or back)
    if draft:
        draft.fill(form)
    face = banner(person) if person else None
    context = {"form": form, "draft": draft, "page_title": title, "back_to": back, "person": face} | more
    return render(request, template, context, status=409 if getattr(form, "conflict", None) else 200)
