"""Lists page by key: a page follows the last row of the one before, so a deep page costs what the first one costs.

    rows, page = page_of(request, referrals, order=("-received_at", "-pk"))

`order` ends with the primary key, so that no two rows share a key. The key travels in the address, signed: it is ours or it is
nothing, and then the list starts from its beginning. `page` is what templates/components/pages.html takes.
"""

from django.core import signing
from django.db.models import Q

SALT = "bep.pages"
SIZE = 25


def page_of(request, rows, *, order, size=SIZE):
    """(rows of this page, {"previous_url", "next_url"}). One query, of one row more than the page holds."""
    after, before = unpack(request.GET.get("after")), unpack(request.GET.get("before"))
    back = before is not None and after is None
    asked = tuple(turned(field) for field in order) if back else order
    rows = rows.order_by(*asked)
    if key := before if back else after:
        rows = rows.filter(beyond(asked, key))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    return found, links(request, found, order, earlier=more if back else bool(after), later=True if back else more)


def links(request, found, order, earlier, later):
    query = request.GET.copy()
    for gone in ("after", "before"):
        query.pop(gone, None)

    def address(name, row):
        return f"?{query.urlencode()}&{name}={pack(row, order)}".replace("?&", "?")

    return {
        "previous_url": address("before", found[0]) if found and earlier else "",
        "next_url": address("after", found[-1]) if found and later else "",
    }


def turned(field):
    return field[1:] if field.startswith("-") else f"-{field}"


def beyond(order, key):
    """The condition that a row comes after the key in that order."""
    condition, same = Q(), Q()
    for field, value in zip(order, key, strict=True):
        name = field.lstrip("-")
        condition |= same & Q(**{f"{name}__{'lt' if field.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return condition


def pack(row, order):
    key = [getattr(row, field.lstrip("-")) for field in order]
    return signing.dumps([v.isoformat() if hasattr(v, "isoformat") else v for v in key], salt=SALT)


def unpack(text):
    try:
        return signing.loads(text, salt=SALT) if text else None
    except signing.BadSignature:
        return None
