"""Forms with rows that can be added to, without JavaScript: the form's `shape` says how many rows it has, and the button
“Add another” sends the form back with one more. Nothing typed is lost: it is all in what was sent."""

import re
from itertools import zip_longest

MOST = 12


def read_shape(text, at_least):
    """[3, 2] from "3,2": so many steps in each goal. What was tampered with falls back to the least."""
    if not re.fullmatch(r"\d{1,2}(,\d{1,2})*", text or ""):
        return list(at_least)
    return [min(int(part), MOST) for part in text.split(",")][:MOST]


def widest(one, other):
    """Row by row the longer of two shapes."""
    return [max(pair) for pair in zip_longest(one, other, fillvalue=0)]


def write_shape(shape):
    return ",".join(map(str, shape))


def added(shape, where, fresh):
    """The shape with a row more: "row" adds one to the list, "3" one to the fourth row's own."""
    if where == "row" and len(shape) < MOST:
        return [*shape, fresh]
    if where.isdecimal() and len(where) < 4 and int(where) < len(shape):
        return [min(n + (i == int(where)), MOST) for i, n in enumerate(shape)]
    return list(shape)
