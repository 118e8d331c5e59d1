"""Remembers for each worker how they left a screen. Words about a person belong in a draft or a record, never here."""

from bep.kit.models import Preference


def remembered(worker, key):
    """What was remembered under the key, or an empty dict."""
    return Preference.objects.filter(worker=worker, key=key).values_list("data", flat=True).first() or {}


def remember(worker, key, data):
    Preference.objects.update_or_create(worker=worker, key=key, defaults={"data": data})
