"""Every URL of the project, and which rows it names."""

import re
from functools import cache

from django.urls import URLPattern, get_resolver

from bep.access.gate import access_of


def routes(resolver=None, prefix="", names=()):
    """Every URL of the project as (route, name, pattern); but for those of other organisations' systems, to whom no role
    and no sign-in means anything: tests/partners/test_deny.py sweeps them by scope, organisation and agreement."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            if getattr(access_of(entry), "kind", "") == "client":
                continue
            yield route, ":".join([*names, entry.name or ""]), entry
        else:
            yield from routes(entry, route, (*names, entry.namespace) if entry.namespace else names)


@cache
def arguments(route):
    return re.findall(r"<(?:\w+:)?(\w+)>", route)


@cache
def integers(route):
    return re.findall(r"<int:(\w+)>", route)


# --- models -----------------------------------------------------------------------------------------------------------
def is_filtered(model):
    return hasattr(model._default_manager.none(), "visible_to")


def is_of_somebody(model):
    """Whether who may see a row depends on whom it is about."""
    return is_filtered(model) or hasattr(model._default_manager.none(), "governed_by")
