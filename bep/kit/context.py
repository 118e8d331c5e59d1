"""What every template knows: the service, and the navigation for whoever is signed in."""

from django.conf import settings
from django.urls import reverse

from bep.kit.council import council
from bep.kit.registry import NAV


def service(request):
    return {
        "service_name": council().service_name,
        "council": council(),
        "nav": list(navigation(request)),
        "who": who(request),
        "search_url": search_url(request),
        "demo": settings.DEMO,
    }


def signed_in(request):
    worker = getattr(request, "user", None)
    return worker if worker and worker.is_authenticated else None


def who(request):
    worker = signed_in(request)
    return {"name": worker.name, "role": worker.job_title} if worker else None


def search_url(request):
    """The one search box is on every page of whoever may find anybody by it."""
    worker = signed_in(request)
    finds = worker and any(worker.has_perm(p) for p in ("people.view_person", "people.search_everyone"))
    return reverse("people:search") if finds else ""


def navigation(request):
    worker = signed_in(request)
    if not worker:
        return
    for item in NAV:
        if not item.needs or any(worker.has_perm(p) for p in item.needs):
            url = reverse(item.url_name)
            yield {"label": item.label, "url": url, "current": request.path.startswith(item.prefix or url)}
