"""What the administration screens do alike."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from bep.kit import views


def form_page(request, form, title, *, button, back, **more):
    """A form of administration whose view does the rest itself."""
    return views.form_page(request, form, title=title, save_label=button, back=back, **more)


def done(request, words, name, *args):
    messages.success(request, words)
    return redirect(name, *args)


def sections(worker):
    """The screens of administration that this worker's roles include."""
    for label, name, permission, about in SECTIONS:
        if worker.has_perm(permission):
            yield {"label": label, "url": reverse(name), "about": about}


SECTIONS = [
    (
        "Workers",
        "administration:workers",
        "access.manage_workers",
        "add somebody, change what they may do, end their access",
    ),
    ("Roles", "administration:roles", "access.manage_workers", "what each role is for and what it may do"),
    ("Teams", "administration:teams", "access.manage_teams", "teams and who is in them"),
    (
        "Localities",
        "administration:localities",
        "access.manage_teams",
        "which postcodes belong to which part of the area",
    ),
    (
        "Targets and limits",
        "administration:targets",
        "access.manage_settings",
        "periods and numbers, each from a day on",
    ),
    (
        "Code lists",
        "administration:lists",
        "access.manage_settings",
        "the values of forms and returns, and how sure we are of them",
    ),
    (
        "This council",
        "administration:council",
        "access.manage_settings",
        "names, numbers and the words of public pages",
    ),
    ("Messages", "administration:messages", "access.manage_settings", "what waits to leave this system, or could not"),
]
