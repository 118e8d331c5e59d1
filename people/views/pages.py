"""What every screen about one person shares: fetching them, and answering a form."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bep.kit import conflict, views
from bep.kit.views import attempt
from people.faces import banner
from people.models import Person


def visible(request, pk):
    """The person, or 404 for whom the worker may not see."""
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("safe_contact"), pk=pk)


def one_form(request, form, act, *, person=None, **page):
    """The page of one form (bep/kit/views.py), under the banner of whom it is about."""
    return views.one_form(request, form, act, face=banner_of(person), **page)


def form_page(request, form, *, person=None, **page):
    """The same page, without doing anything."""
    return views.form_page(request, form, face=banner_of(person), **page)


def banner_of(person):
    """Worked out only where it is drawn."""
    return (lambda: banner(person)) if person else None


def answered(request, form, call, *, person, title, done, said, record=None, template="people/form.html", **more):
    """Runs the action of a posted, valid form and goes on; else shows the form, with what it was refused for.

    `record` is what the form changes, where two people may: the second one chooses between both versions (bep/kit/conflict.py).
    """
    done_url = reverse(done, args=[person.pk])
    if request.method == "POST" and form.is_valid():
        if record:
            conflict.settle(form, record)
        if attempt(form, call) is not None:
            messages.success(request, said)
            return redirect(done_url)
    context = {
        "form": form,
        "person": person,
        "banner": banner(person),
        "page_title": title,
        "done_url": done_url,
        **more,
    }
    return render(request, template, context)
