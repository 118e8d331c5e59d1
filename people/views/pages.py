"""What every screen about one person shares: fetching them, and answering a form."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bep.kit import conflict
from bep.kit.views import attempt
from people.faces import banner
from people.models import Person


def visible(request, pk):
    """The person, or 404 for whom the worker may not see."""
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("safe_contact"), pk=pk)


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
