"""Remembers for each worker how they left a screen. Words about a person belong in a draft or a record, never here."""

from bep.kit.models import Preference


def remembered(worker, key):
    """What was remembered under the key, or an empty dict."""
    return Preference.objects.filter(worker=worker, key=key).values_list("data", flat=True).first() or {}


def remember(worker, key, data):
    row = Preference(worker=worker, key=key, data=data)
    Preference.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["worker", "key"], update_fields=["data"]
    )
