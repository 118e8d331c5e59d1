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
    """(moment, reference) after which to go on, both None to begin at the beginning; and how far to come back at the end."""
    if mark := query.get("after"):
        return unpacked(mark)
    since = moment_of(query["changed_since"], "changed_since", SINCE) if "changed_since" in query else None
    return since, None, None


def moment_of(words, field, remedy):
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or found.year < 1900 or found.year > 9000:
        rule = "This is no bookmark of this list." if field == "after" else "This is no moment with its offset."
        raise refused([error(field, rule, remedy)], status=400)
    return found


def packed(moment, reference="", back=None):
    words = [moment.astimezone(UTC).isoformat(), reference, *([back.astimezone(UTC).isoformat()] if back else [])]
    return base64.urlsafe_b64encode(" ".join(words).encode()).decode().rstrip("=")


def unpacked(mark):
    try:
        words = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        words = ""
    moment, reference, back, *_ = *words.split(" "), "", ""
    found = moment_of(moment, "after", BOOKMARK)
    return found, reference[:20].replace("\0", "") or None, moment_of(back, "after", BOOKMARK) if back else None


def page(bearer, query):
    """(rows, {bookmark, more}) of the list of changes that a query asks for."""
    size, (moment, reference, back) = size_of(query), place_of(query)
    horizon = min(filter(None, (back, settled())), default=None)
    rows = changed_since(bearer, moment, reference, size)
    told, more = rows[:size], len(rows) > size
    return told, {"more": more, "bookmark": bookmark(told, more, horizon, back, query.get("after"))}


def bookmark(rows, more, horizon, back, before):
    """After the last row that was told. At the end of the list never beyond what is settled, and as long as there is more it
    carries that along: else whoever reads on while something runs would be given the same page for ever."""
    if not rows:
        return packed(back) if back else before
    last = rows[-1]
    unsettled = horizon if horizon and horizon < last["sent__changed_at"] else None
    if unsettled and not more:
        return packed(unsettled)
    return packed(last["sent__changed_at"], last["reference"], unsettled)


# --- lists whose order never changes ----------------------------------------------------------------------------------
def of_references(rows, query):
    """(rows, {bookmark, more}) in the order of their references."""
    size, after = size_of(query), query.get("after", "").replace("\0", "")
    found = list((rows.filter(reference__gt=after) if after else rows)[: size + 1])
    told = found[:size]
    return told, {"more": len(found) > size, "bookmark": told[-1]["reference"] if told else after or None}
