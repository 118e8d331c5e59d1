"""Lists go on by key: a bookmark names the last row that was told, so a deep page costs what the first one costs."""

import base64
import binascii
from datetime import UTC, datetime

from partners.api.problems import error, refused
from partners.queries import changed_since, settled

SIZE, MOST = 25, 100
SINCE = "Send a date, a time and its offset, such as 2026-11-22T10:00:00+00:00 (with + written as %2B in an address)."
BOOKMARK = "Send the bookmark as it was given, or leave it out to begin from the start."


def size_of(query):
    words = query.get("limit", str(SIZE))
    if not (words.isascii() and words.isdecimal() and len(words) < 4 and 1 <= int(words) <= MOST):
        raise refused(
            [error("limit", f"The limit is a whole number from 1 to {MOST}.", "Leave it out for 25.")], status=400
        )
    return int(words)


def place_of(query):
    """(moment, reference) after which to go on; both None to begin at the beginning."""
    if mark := query.get("after"):
        return unpacked(mark)
    return (moment_of(query["changed_since"]), None) if "changed_since" in query else (None, None)


def moment_of(words):
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or found.year < 1900 or found.year > 9000:
        raise refused([error("changed_since", "This is no moment with its offset.", SINCE)], status=400)
    return found


def packed(moment, reference):
    return base64.urlsafe_b64encode(f"{moment.astimezone(UTC).isoformat()} {reference}".encode()).decode().rstrip("=")


def unpacked(mark):
    try:
        words = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode("ascii")
        moment, _, reference = words.partition(" ")
        return moment_of(moment), reference[:20].replace("\0", "") or None
    except (ValueError, binascii.Error):
        raise refused([error("after", "This is no bookmark of this list.", BOOKMARK)], status=400) from None


def known(query, *names):
    """A parameter that is not known is a mistake: answering as if it had not been sent would tell too much or too little."""
    if unknown := [name for name in query if name not in names]:
        said = [error(name, "This parameter is not known here.", f"Known are: {', '.join(names)}.") for name in unknown]
        raise refused(said, status=400)


def page(bearer, query):
    """(rows, {bookmark, more}) of the list of changes that a query asks for."""
    known(query, "after", "changed_since", "limit")
    size, (moment, reference) = size_of(query), place_of(query)
    horizon = settled()
    rows = changed_since(bearer, moment, reference, size)
    told = rows[:size]
    return told, {"more": len(rows) > size, "bookmark": bookmark(told, horizon, query.get("after"))}


def bookmark(rows, horizon, before):
    """After the last row that was told, but never beyond what is settled."""
    if not rows:
        return before
    last = rows[-1]
    if horizon and horizon < last["sent__changed_at"]:
        return packed(horizon, "")
    return packed(last["sent__changed_at"], last["reference"])


# --- lists whose order never changes ----------------------------------------------------------------------------------
def of_references(rows, query):
    """(rows, {bookmark, more}) in the order of their references."""
    known(query, "after", "limit")
    size, after = size_of(query), query.get("after", "").replace("\0", "")
    found = list((rows.filter(reference__gt=after) if after else rows)[: size + 1])
    told = found[:size]
    return told, {"more": len(found) > size, "bookmark": told[-1]["reference"] if told else after or None}
