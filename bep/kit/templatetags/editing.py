"""`{% load editing %}`: what a form with a draft, or two versions of one record, needs in its template."""

from django import template
from django.utils.html import format_html

from bep.kit import conflict as two_versions
from bep.kit.drafts import clock_time

register = template.Library()


@register.simple_tag
def autosave(draft):
    """Inside the form's own tag: <form method="post" {% autosave draft %}>. Saves as one types."""
    return format_html(
        'data-autosave="/drafts/save/" data-draft-key="{}" data-draft-version="{}" data-draft-title="{}" '
        'data-draft-url="{}" data-draft-person="{}"',
        draft.key,
        draft.version,
        draft.title,
        draft.url,
        draft.person_id or "",
    )


@register.inclusion_tag("components/draft.html")
def draft_bar(draft):
    """Within the form, first: what was restored and who else is writing; with the buttons that keep and discard."""
    return {"draft": draft}


@register.inclusion_tag("components/draft_buttons.html")
def draft_buttons(draft):
    """Within the form, last, beside its own button."""
    return {"draft": draft}


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
