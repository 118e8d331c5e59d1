"""What the pages of this room do alike: one form that does one thing, drafts, a second saver's two versions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from bep.kit import drafts
from bep.kit.views import did
from people.faces import banner

FORM = "enablement/form.html"


def home_of(person):
    return reverse("enablement:episode", args=[person.pk])


def one_form(request, form, act, *, person, title, done, to="", draft=None, record=None, template=FORM, **more):
    """The page of a form: does it and goes on, or shows the form with what stands in the way."""
    result = did(request, form, act, draft=draft, record=record)
    if result is not None:
        messages.success(request, done)
        return redirect(to(result) if callable(to) else to or home_of(person))
    return form_page(request, form, person=person, title=title, draft=draft, template=template, **more)


def form_page(request, form, *, person, title, draft=None, template=FORM, fill=True, **more):
    if draft and fill:
        draft.fill(form)
    context = {"form": form, "draft": draft, "page_title": title, "back_to": home_of(person), "subject": person} | more
    status = 409 if getattr(form, "conflict", None) else 200
    return render(request, template, context | {"person": banner(person)}, status=status)


def opening(request, form_name, subject, *, title, person):
    """The draft of one form about one record (docs: bep/kit/drafts.py)."""
    return drafts.opening(request, f"enablement.{form_name}:{subject}", title=title, person=person)


def typed(draft):
    """What the draft keeps, as if it had been posted; None when there is none."""
    return drafts.as_post(draft.mine.data) if draft.mine else None
