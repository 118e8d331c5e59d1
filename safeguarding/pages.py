"""What the pages of this room do alike."""

from django.contrib import messages
from django.shortcuts import redirect, render

from bep.kit.views import attempt
from people.faces import banner

FORM = "safeguarding/form.html"
FIRST = "Somebody else changed this after you opened it, so nothing of yours was saved. Look at it again, then decide."


def one_form(request, form, act, *, title, done, back, person=None, to="", draft=None, template=FORM, **more):
    """The page of a form: does it and goes on, or shows the form with what stands in the way."""
    if request.method == "POST" and form.is_valid():
        result = settled(form, (lambda: draft.submit(act, request.POST)) if draft else act)
        if result is not None:
            messages.success(request, done(result) if callable(done) else done)
            return redirect(to(result) if callable(to) else to or back)
    if draft:
        draft.fill(form)
    face = banner(person) if person else None
    context = {"form": form, "draft": draft, "page_title": title, "back_to": back, "person": face} | more
    return render(request, template, context)


def settled(form, call):
    """`attempt`; when somebody was first, the form says so and carries the newer version from then on."""
    done = attempt(form, call)
    if conflict := getattr(form, "conflict", None):
        form.data = form.data.copy()
        form.data["version"] = conflict.version
        form.errors["__all__"] = form.error_class([FIRST])
    return done
