"""Lists page by key: a page follows the last row of the one before, so a deep page costs what the first one costs.

    rows, page = page_of(request, referrals, order=("-received_at", "-pk"))

`page` is what templates/components/pages.html takes. `part_of` does the same for rows that are in memory already, and a list
with keys of its own making (search, the timeline) asks `asked` for the key and `onwards` for the link. The key travels in the
address, signed for this list: it is ours or it is nothing, and then the list starts from its beginning.
"""

from django.core import signing
from django.db.models import Q

from bep.kit.faces import Page

SALT = "bep.paging:"
SIZE = 25


def page_of(request, rows, *, order, size=SIZE, label=""):
    """(rows of this page, its Page). One query, of one row more than the page holds.

    `order` ends with the primary key, so that no two rows share a key; none of its columns may be null.
    """
    key, back = asked(request)
    wanted = tuple(turned(field) for field in order) if back else order
    rows = rows.order_by(*wanted)
    if key:
        rows = rows.filter(beyond(wanted, key))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    ends = [key_of(row, order) for row in (found[0], found[-1])] if found else []
    return found, links(request, ends, earlier=more if back else bool(key), later=back or more, label=label)


def part_of(request, rows, *, key, size=SIZE, label=""):
    """(rows of this page, its Page) of a list in memory; `key(row)` tells a row from all others, wherever it stands."""
    keys = [key(row) for row in rows]
    mark, back = asked(request)
    place = keys.index(mark) if mark in keys else None
    start = 0 if place is None else max(place - size, 0) if back else place + 1
    end = min(place if back and place is not None else start + size, len(rows))
    words = f"{start + 1} to {end} of {len(rows)}" if rows else ""
    ends = [keys[start], keys[end - 1]] if start < end else []
    return rows[start:end], links(request, ends, earlier=start > 0, later=end < len(rows), words=words, label=label)


# --- the parts, for lists that make their own keys --------------------------------------------------------------------
def asked(request):
    """(key or None, whether the rows before it are wanted) as the address says."""
    after, before = (unpack(request, request.GET.get(name)) for name in ("after", "before"))
    return (after, False) if after or not before else (before, True)


def onwards(request, key, label=""):
    """The Page of a list that only goes forward: `key` of the last row, or None when nothing follows."""
    return Page(next_url=address(request, after=pack(request, key)) if key else "", label=label)


def links(request, ends, *, earlier, later, **says):
    """The Page between two others. `ends` are the keys of its first and last row, none when it is empty."""
    return Page(
        previous_url=address(request, before=pack(request, ends[0])) if ends and earlier else "",
        next_url=address(request, after=pack(request, ends[1])) if ends and later else "",
        **says,
    )


def address(request, **changes):
    """This list's address, filters and order kept, from its beginning or from a key; None takes a filter off."""
    query = request.GET.copy()
    for name in ("after", "before", *changes):
        query.pop(name, None)
    query.update({name: value for name, value in changes.items() if value is not None})
    return f"?{query.urlencode()}"


def turned(field):
    return field[1:] if field.startswith("-") else f"-{field}"


def beyond(order, key):
    """The condition that a row comes after the key in that order.

    The first column's own bound is said apart, though the rest implies it: by it an index begins at the page, not at the list.
    """
    condition, same = Q(), Q()
    for field, value in zip(order, key, strict=True):
        name, side = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
        condition |= same & Q(**{f"{name}__{side}": value})
        same &= Q(**{name: value})
    first = order[0]
    bound = Q(**{f"{first.lstrip('-')}__{'lte' if first.startswith('-') else 'gte'}": key[0]})
    return bound & condition if len(order) > 1 else condition


def key_of(row, order):
    return [getattr(row, field.lstrip("-")) for field in order]


def pack(request, key):
    """A key as text, good for this list alone: one value, or several in a row; days and moments as ISO says them."""
    return signing.dumps(plain(key), salt=SALT + request.path)


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def unpack(request, text):
    """The key, or None for no text and for one that is not ours: then the list starts from its beginning."""
    try:
        return signing.loads(text, salt=SALT + request.path) if text else None
    except signing.BadSignature:
        return None
