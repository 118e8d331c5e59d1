"""What is sent to us: one JSON object within limits, checked before any rule looks at it, so that no rule meets a surprise."""

import json

from partners.api.problems import error, plain, refused, unreadable

MOST_BYTES = 64 * 1024
MOST_LETTERS = 10_000
MOST_DEPTH = 6
MOST_VALUES = 500
UTF_8 = {"utf-8", "utf8", "us-ascii"}


def sent(request):
    """(the object that a request carries, its bytes)."""
    charset = request.content_params.get("charset", "utf-8").strip("'\"").lower()
    packed = request.headers.get("Content-Encoding", "identity").strip().lower()
    if request.content_type != "application/json" or charset not in UTF_8 or packed != "identity":
        raise plain(415)
    check_length(request.META.get("CONTENT_LENGTH") or "", request.META.get("HTTP_TRANSFER_ENCODING"))
    raw = request.body
    found = read(raw)
    check(found)
    return found, raw


def check_length(length, chunks):
    """What comes in chunks does not say how long it is, and would be read as nothing."""
    if chunks and not length:
        raise plain(411)
    if length and (not length.isdecimal() or len(length) > 12 or int(length) > MOST_BYTES):
        raise plain(413)


def read(raw):
    try:
        found = json.loads(raw.decode(), object_pairs_hook=without_twins, parse_constant=no_such_number)
    except (ValueError, RecursionError) as fault:
        raise unreadable("The body is not JSON as RFC 8259 has it, in UTF-8.") from fault
    if not isinstance(found, dict):
        raise unreadable("The body must be one JSON object.")
    return found


def without_twins(pairs):
    """A name twice in one object is read by some as the first and by others as the last: by us as a mistake."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def no_such_number(word):
    raise ValueError(word)


def check(found):
    """Refuses what is too deep, too much or too long, and letters that no database holds."""
    errors = []
    for seen, (path, depth, value) in enumerate(walk(found)):
        if depth > MOST_DEPTH:
            raise unreadable(
                f"The body is nested more than {MOST_DEPTH} deep.", "Send what the API’s description says."
            )
        if seen > MOST_VALUES:
            raise unreadable(f"The body holds more than {MOST_VALUES} values.", "Send less at a time.")
        if isinstance(value, str) and (fault := fault_of(value)):
            errors.append(error(path, *fault))
    if errors:
        raise refused(errors)


def walk(value, path="", depth=0):
    """(where, how deep, what) of everything in it; the names of fields are words too."""
    yield path, depth, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield path, depth, name
            yield from walk(inner, f"{path}.{name}" if path else name, depth + 1)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from walk(inner, f"{path}[{place}]", depth + 1)


def fault_of(words):
    if "\0" in words:
        return "This holds a NUL, which is no letter.", "Leave it out."
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        return "This holds half a letter (a surrogate by itself).", "Send whole letters, in UTF-8."
    if len(words) > MOST_LETTERS:
        return f"This is longer than {MOST_LETTERS} letters.", "Send the essence, and offer the rest by letter."
    return None
