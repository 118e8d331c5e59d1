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
        "demo": settings.DEMO,
    }


def navigation(request):
    worker = getattr(request, "user", None)
    if not worker or not worker.is_authenticated:
        return
    for item in NAV:
        if not item.needs or any(worker.has_perm(p) for p in item.needs):
            url = reverse(item.url_name)
            yield {"label": item.label, "url": url, "current": request.path.startswith(item.prefix or url)}
