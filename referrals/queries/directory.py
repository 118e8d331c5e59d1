"""The community directory: by need, and by whom an organisation serves."""

from django.db.models import Q

from referrals.models import Organisation, Signpost
from referrals.places import outward


def organisations(*, need="", postcode="", words=""):
    rows = Organisation.objects.filter(closed=None)
    if need:
        rows = rows.filter(needs__contains=[need])
    if code := outward(postcode):
        rows = rows.filter(Q(serves=[]) | Q(serves__contains=[code]))
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(offers__icontains=words))
    return rows


def to_ask(worker):
    """Signposts whose time to ask has come."""
    rows = Signpost.objects.visible_to(worker).filter(helped="")
    rows = rows.exclude(referral__person__death_date__isnull=False)
    return rows.select_related("organisation", "referral__person").order_by("ask_on", "pk")
