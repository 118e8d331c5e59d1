"""This council: one database serves one council, so it is one row."""

from django.core.cache import cache

from bep.kit.models import Council

KEY = "council"


def council():
    """The council's row, or an unsaved one with plain names before a preset is loaded."""
    found = cache.get(KEY)
    if found is None:
        found = Council.objects.first() or Council()
        cache.set(KEY, found, 60)
    return found


def forget():
    cache.delete(KEY)
