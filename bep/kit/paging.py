"""Pages by key: a page follows the last row of the page before, so a deep page costs what the first one costs.

The key travels in the address, signed: it is ours or it is nothing.
"""

from django.core import signing

SALT = "bep.paging"


def pack(key):
    return signing.dumps(key, salt=SALT)


def unpack(text):
    """The key, or None for no text and for one that is not ours: then the list starts from the beginning."""
    try:
        return tuple(signing.loads(text, salt=SALT)) if text else None
    except signing.BadSignature:
        return None
