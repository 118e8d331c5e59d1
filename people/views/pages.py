"""What every screen about one person shares: fetching them, and answering a form."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bep.kit import reference
from bep.kit.views import attempt
from people.codes import LISTS
from people.faces import banner
from people.models import Person


def visible(request, pk):
    """The person, or 404 for whom the worker may not see."""
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("safe_contact"), pk=pk)


def answered(request, form, call, *, person, title, done, said, template="people/form.html", **more):
    """Runs the action of a posted, valid form and goes on; else shows the form, with what it was refused for."""
    done = done if done.startswith("/") else reverse(done, args=[person.pk])
    if request.method == "POST" and form.is_valid() and attempt(form, call) is not None:
        messages.success(request, said)
        return redirect(done)
    context = {"form": form, "person": person, "banner": banner(person), "page_title": title, "done_url": done, **more}
    if conflict := getattr(form, "conflict", None):
        context["versions"] = both_versions(form, conflict)
    return render(request, template, context)


def both_versions(form, current):
    """What differs between the editor's words and those saved meanwhile; the form goes on from the saved version."""
    form.data = form.data.copy()
    form.data["version"] = current.version
    pairs = {
        name: (form.cleaned_data.get(name), getattr(current, name))
        for name in form.fields
        if name not in {"version", "reason"}
    }
    return [
        {"label": form[name].label, "mine": words(name, mine), "theirs": words(name, theirs)}
        for name, (mine, theirs) in pairs.items()
        if mine != theirs
    ]


def words(name, value):
    """A field's value as a reader knows it."""
    values = value if isinstance(value, list) else [value]
    found = [reference.label(LISTS[name], one) if name in LISTS else one for one in values]
    return ", ".join(str(one) for one in found if one not in (None, ""))
