"""Tags and filters of the shared screens. `{% load bep %}`; docs/how-to/screens.md shows each in use."""

from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.forms import CheckboxInput
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from bep.kit import forms as kit_forms
from bep.kit import reference

register = template.Library()

register.filter("form_groups", kit_forms.field_groups)
register.filter("options", kit_forms.options)
register.filter("sentences", kit_forms.sentences)
register.filter("control", kit_forms.control)
register.filter("counted", kit_forms.counted)


@register.simple_block_tag
def panel(content, title, **more):
    """{% panel "Due and overdue" rows=True count=4 link_label="All" link_url=url filters=links id="due" %} … {% endpanel %}"""
    level = more.pop("level", 2)
    heading_id = f"{more.get('id') or slugify(title)}-title"
    context = {"content": content, "title": title, "level": level, "heading_id": heading_id, "count": None, **more}
    return render_to_string("components/panel.html", context)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*shown):
    """Every error of these forms and formsets, each a link to its field. base.html does it for the context's `form`."""
    return {"links": list(kit_forms.error_links(*shown))}


@register.inclusion_tag("components/tag.html")
def tag(words, kind="teal"):
    return {"words": words, "kind": kind}


@register.inclusion_tag("components/clock.html")
def clock(clock):
    return {"clock": clock}


@register.inclusion_tag("components/chart.html")
def chart(chart, open=False):
    return {"chart": chart, "open": open}


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def sort_head(context, label, key, number=False):
    """A column head that sorts: ?sort=key, then ?sort=-key. Whatever else is in the address stays, but the page does not."""
    query = context["request"].GET.copy()
    now = query.get("sort", context.get("sort", ""))
    query["sort"] = f"-{key}" if now == key else key
    for gone in ("after", "before", "page"):
        query.pop(gone, None)
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"label": label, "url": f"?{query.urlencode()}", "direction": direction, "number": number}


@register.simple_tag(takes_context=True)
def here(context, **changes):
    """This page's address with some of its query changed; None takes a part out."""
    query = {k: v for k, v in context["request"].GET.lists() if k not in changes}
    query.update({k: v for k, v in changes.items() if v is not None})
    return "?" + urlencode(query, doseq=True)


@register.filter
def coded(value, name):
    """What people read for a value of a code list: {{ referral.source|coded:"referral_source" }}"""
    return reference.label(name, value)


@register.filter
def is_tick_box(bound):
    return isinstance(bound.field.widget, CheckboxInput)


@register.filter
def revealed_by(bound, answer):
    """The fields that an answer of this one reveals."""
    found = getattr(bound.form, "reveals", {}).get(bound.name, {})
    return [bound.form[name] for name in found.get(answer, [])]


@register.filter
def starts_revealed(bound):
    """True for a field drawn under the answer that reveals it, so not again by the form."""
    return bound.name in kit_forms.revealed_names(bound.form)


@register.filter
def nhs(number):
    """999 123 4567, as it is read aloud."""
    figures = str(number or "").replace(" ", "")
    return f"{figures[:3]} {figures[3:6]} {figures[6:]}" if len(figures) == 10 else figures


@register.filter
def dialled(words):
    """What a telephone is to dial of "111, option 2"."""
    return "".join(c for c in str(words).split(",")[0] if c.isdecimal() or c == "+")


@register.filter
def uk_date(value):
    """12 March 1992"""
    return _local(value).strftime("%-d %B %Y") if isinstance(value, date) else value or ""


@register.filter
def short_date(value):
    """12 Mar 1992"""
    return _local(value).strftime("%-d %b %Y") if isinstance(value, date) else value or ""


@register.filter
def short_when(value):
    """13 Nov this year, 13 Nov 2024 in another; with its time when there is one: 13 Nov 14:30. Words stay as they are."""
    if not isinstance(value, date):
        return value or ""
    value = _local(value)
    words = value.strftime("%-d %b" if value.year == timezone.localdate().year else "%-d %b %Y")
    return f"{words} {value:%H:%M}" if isinstance(value, datetime) else words


@register.filter
def long_day(value):
    """Friday 20 November"""
    return _local(value).strftime("%A %-d %B") if isinstance(value, date) else value or ""


@register.filter
def iso(value):
    return _local(value).isoformat() if isinstance(value, date) else ""


@register.filter
def pounds(value):
    """£1,234.50, and £457 when there are no pence."""
    if value in (None, ""):
        return ""
    words = f"{abs(value):,.2f}".removesuffix(".00")
    return f"{'−' if value < 0 else ''}£{words}"


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
