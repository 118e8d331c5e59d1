"""The pages of a room at one borough's size and at a hundred's, opened by turns: whatever else the machine does falls on both."""

import json
import subprocess
import sys
from contextlib import contextmanager
from statistics import median
from typing import Any

from borough.bench import BIG, at_most, printed
from borough.bench.databases import ROOT, environment

QUERIES, GROWTH, TURNS = 10, 1.3, 25


class Pages:
    """A process that opens pages on one of the databases (borough/bench/pages.py)."""

    def __init__(self, process):
        self.process = process
        self.described = self.hear()

    def open(self, name):
        """Its milliseconds."""
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("A page could not be opened: see above.")
        return json.loads(line)


@contextmanager
def pages(room, scale):
    command = [sys.executable, "-m", "borough.bench.pages", room]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment(scale), **pipes) as process:
        try:
            yield Pages(process)
        finally:
            process.stdin.close()  # the end of its lines is the end of its work


def measured(room):
    """Four figures of each page of the room, and the time of the minimal one they are set beside."""
    with pages(room, 1) as small, pages(room, BIG) as big:
        names = [name for name in small.described if name != "minimal"]
        minimal = median(big.open("minimal") for _ in range(TURNS))
        for name in names:
            yield from of_page(room, name, small, big, minimal)
    yield printed(f"{room}.minimal_page.time", minimal, f"ms at {BIG}x")


def of_page(room, name, small, big, minimal):
    queries = max(one.described[name]["queries"] for one in (small, big))
    yield at_most(f"{room}.{name}.queries", queries, QUERIES, "queries")
    pairs = [by_turns(name, small, big, turn) for turn in range(TURNS)]
    growth = median(large / little for little, large in pairs)
    yield at_most(f"{room}.{name}.growth_{BIG}x", growth, GROWTH, f"times the time at 1x, at {BIG}x")
    time = median(large for _, large in pairs)
    yield printed(f"{room}.{name}.time", time, f"ms at {BIG}x")
    yield printed(f"{room}.{name}.beside_minimal", time / minimal, "times a minimal authenticated page")


def by_turns(name, small, big, turn):
    """Both sizes one after the other, each first every second time."""
    if turn % 2:
        large = big.open(name)
        return small.open(name), large
    return small.open(name), big.open(name)
