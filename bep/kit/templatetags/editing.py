"""`{% load editing %}`: two versions of one record, in the template of its form."""

from django import template

from bep.kit import conflict as two_versions
from bep.kit.drafts import clock_time

register = template.Library()


@register.inclusion_tag("components/conflict.html", takes_context=True)
def conflict(context, form, cancel_url=""):
    """Both versions side by side, in place of the form."""
    who, at = two_versions.last_saved(form.conflict)
    return {
        "who": who,
        "when": clock_time(at) if at else "a moment ago",
        "fields": list(two_versions.sides(form)),
        "sent": list(two_versions.sent(form)),
        "version": form.conflict.version,
        "cancel_url": cancel_url,
        "csrf_token": context.get("csrf_token"),
    }
