"""What somebody who leaves, or moves, hands over. Upper rooms register what of theirs needs another pair of hands."""

from collections.abc import Callable

SOURCES: list[Callable] = []


def hands_over(function):
    """Registers a function(worker) -> [{"label", "url"}]: open work that only they hold, people by reference."""
    SOURCES.append(function)
    return function


def left_behind(worker):
    return [item for source in SOURCES for item in source(worker)]
