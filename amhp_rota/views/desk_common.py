"""What the pages of the duty desk do alike."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from bep.kit.numbers import whole_number
from bep.kit.views import attempt
from people.faces import banner

FORM = "amhp_rota/form.html"


def one_form(request, form, act, *, person, title, done, back, to="", draft=None, template=FORM, **more):
    """The page of a form: does it and goes on, or shows the form with what stands in the way."""
    if request.method == "POST" and form.is_valid():
        result = attempt(form, (lambda: draft.submit(act, request.POST)) if draft else act)
        if result is not None:
            messages.success(request, done)
            return redirect(to(result) if callable(to) else to or back)
    if draft:
        draft.fill(form)
    context = {"form": form, "draft": draft, "page_title": title, "back_to": back, "person": banner(person)} | more
    return render(request, template, context)


def page_of(record):
    return reverse("amhp:request", args=[record.pk])


def version_of(request, record):
    sent = request.POST.get("version", "")
    return whole_number(sent, record.version)
