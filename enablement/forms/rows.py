"""Forms with rows that can be added to, without JavaScript: the form's `shape` says how many rows it has, and the button
“Add another” sends the form back with one more. Nothing typed is lost: it is all in what was sent."""

import re
from itertools import zip_longest

from bep.kit.numbers import whole_number

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
    row = whole_number(where, len(shape))
    if row < len(shape):
        return [min(n + (i == row), MOST) for i, n in enumerate(shape)]
    return list(shape)
