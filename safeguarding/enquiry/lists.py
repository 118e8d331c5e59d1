"""Lists of enquiries: filters, what is open about one adult, and the way between this room's lists."""

from django import forms
from django.urls import reverse

from bep.access.gate import may_open
from bep.kit.faces import Link
from safeguarding.models import Enquiry

NAV = [
    ("concerns", "Concerns"),
    ("enquiries", "Enquiries"),
    ("providers", "Providers"),
    ("patterns", "Patterns"),
    ("reviews", "Reviews, s44"),
    ("dols", "Liberty"),
    ("court", "Court of Protection"),
    ("audits", "Audit"),
    ("audit_report", "Audit report"),
    ("sac", "Collection so far"),
    ("dols_return", "Liberty return"),
]


class FilterForm(forms.Form):
    SHOWS = [("", "Open"), ("mine", "Mine"), ("late", "Late"), ("all", "All")]
    show = forms.ChoiceField(label="Show", choices=SHOWS, required=False)
    state = forms.ChoiceField(label="Stage", choices=[("", "Any"), *Enquiry.State.choices], required=False)


def open_about(person_id, worker):
    """Enquiries that a new concern about the same adult may become part of."""
    return list(Enquiry.objects.visible_to(worker).open().filter(person=person_id)) if person_id else []


def subnav(current, worker):
    """This room's lists, as far as the worker may open them."""
    links = [(name, label, reverse(f"safeguarding:{name}")) for name, label in NAV]
    return [Link(label, url, current=name == current) for name, label, url in links if may_open(worker, url)]
