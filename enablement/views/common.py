"""What the pages of this room do alike: one form that does one thing, drafts, a second saver's two versions."""

from django.urls import reverse

from bep.kit import drafts
from people.views import pages


def home_of(person):
    return reverse("enablement:episode", args=[person.pk])


def one_form(request, form, act, *, person, **page):
    """The page of a form about somebody's pathway, to which it leads back."""
    return pages.one_form(request, form, act, person=person, back=home_of(person), subject=person, **page)


def form_page(request, form, *, person, **page):
    return pages.form_page(request, form, person=person, back=home_of(person), subject=person, **page)


def opening(request, form_name, subject, *, title, person):
    """The draft of one form about one record (docs: bep/kit/drafts.py)."""
    return drafts.opening(request, f"enablement.{form_name}:{subject}", title=title, person=person)


def typed(draft):
    """What the draft keeps, as if it had been posted; None when there is none."""
    return drafts.as_post(draft.mine.data) if draft.mine else None
