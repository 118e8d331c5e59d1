"""What must hold before the project starts: every view, third-party and API views included, says who may open it."""

from django.core.checks import Error, register
from django.urls import URLPattern, get_resolver

from bep.access.gate import access_of
from bep.access.permissions import PERMISSIONS
from bep.audit.events import EVENTS, SUBSCRIBERS
from bep.audit.record import ANYBODY, WITHIN


def all_patterns(resolver=None, prefix=""):
    """Every URL pattern of the project as (route, pattern), however deeply included."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from all_patterns(entry, route)


@register
def every_view_says_who_may_open_it(app_configs, **kwargs):
    return [
        Error(f"/{route} does not say who may open it.", hint="Use @needs, @signed_in or @public.", id="bep.E001")
        for route, pattern in all_patterns()
        if access_of(pattern) is None
    ]


@register
def every_method_of_an_api_names_its_scope(app_configs, **kwargs):
    """Our default deny does not reach into views of REST framework: each is public and says why, or names its scopes."""
    return [
        Error(f"{method.upper()} /{route} names no scope.", hint="Extend partners.api.base.Endpoint.", id="bep.E004")
        for route, pattern in all_patterns()
        for method in unscoped(pattern.callback)
    ]


def unscoped(view):
    """The methods of a REST framework view that anybody could call."""
    cls, access = getattr(view, "cls", None), getattr(view, "access", None)
    if cls is None or not hasattr(cls, "permission_classes") or (access and access.kind == "public"):
        return []
    scopes = getattr(cls, "scopes", {}) if access and access.kind == "client" else {}
    return [m for m in cls.http_method_names if m not in {"options", "head"} and hasattr(cls, m) and not scopes.get(m)]


@register
def every_action_needs_a_named_permission(app_configs, **kwargs):
    return [
        Error(f"The action {e.name} needs “{e.needs}”, which no room has named.", id="bep.E002")
        for e in EVENTS.values()
        if e.needs and e.needs not in {ANYBODY, WITHIN, *PERMISSIONS}
    ]


@register
def every_subscription_is_to_an_event(app_configs, **kwargs):
    return [
        Error(f"Somebody subscribes to “{name}”, which nothing records.", id="bep.E003")
        for name in SUBSCRIBERS
        if name not in EVENTS
    ]
