"""What would make tens of thousands of requests slow, and says nothing about who sees what: done once, or left out."""

import logging
from copy import copy
from types import SimpleNamespace

from django.template.backends.django import Template
from django.template.loader import render_to_string

from bep.access.backends import RolesOnly
from bep.audit.record import note
from bep.kit import context
from bep.kit.council import council

REFUSED: list = []  # the refusals noted in the request under way
REFUSALS = {"403.html", "404.html", "405.html"}


def lighten(patch, media):
    patch.setattr("bep.kit.pdf.lay_out", as_words)
    patch.setattr("bep.kit.pdf.written", lambda document: document.html.encode())
    patch.setattr("django.conf.settings.MEDIA_ROOT", media)
    patch.setattr("django.conf.settings.SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies")
    patch.setattr(logging.getLogger("django.request"), "disabled", True)
    patch.setattr("django.template.base.Template._render", lambda template, context: template.nodelist.render(context))
    patch.setattr(Template, "render", once_for_each_worker(Template.render))
    patch.setattr(RolesOnly, "get_user", known_by_heart(RolesOnly.get_user))
    for part in ("navigation", "search_url"):
        patch.setattr(context, part, the_same_on_each_page(getattr(context, part)))
    patch.setattr("bep.access.middleware.note", noted_once(note))


def as_words(template, context):
    """In place of a laid-out PDF: the page it is made from, in which names are found as on any other."""
    html = render_to_string(template, {"council": council(), "service_name": council().service_name, **context})
    return SimpleNamespace(html=html, pages=[SimpleNamespace(anchors={}, height=1122)])


def known_by_heart(get_user):
    """A worker and what their roles allow are read once: nobody's roles change during a sweep."""
    workers: dict = {}

    def get(self, pk):
        if pk not in workers:
            workers[pk] = get_user(self, pk)
            workers[pk].get_all_permissions()
        return copy(workers[pk])

    return get


def once_for_each_worker(render):
    """Pages of nothing but a refusal's words are drawn once for each worker and wording."""
    drawn: dict = {}

    def draw(self, context=None, request=None):
        if self.template.name not in REFUSALS:
            return render(self, context, request)
        key = self.template.name, request.user.pk, str((context or {}).get("refusal")), request.method
        if key not in drawn:
            drawn[key] = render(self, context, request)
        return drawn[key]

    return draw


def the_same_on_each_page(part):
    """The frame around each page is its worker's: worked out once, so that it is not asked about as if the page rested on it."""
    known: dict = {}

    def get(request):
        worker = getattr(request, "user", None)
        pk = worker.pk if worker else None
        if pk not in known:
            found = part(request)
            known[pk] = found if isinstance(found, str) else list(found)
        return known[pk]

    return get


def noted_once(note):
    """A refusal is written to the log once for each worker; that each is noted, the sweep hears here."""
    written = set()

    def noting(name, *, by, **facts):
        REFUSED.append(name)
        if by.pk not in written:
            written.add(by.pk)
            note(name, by=by, **facts)

    return noting
