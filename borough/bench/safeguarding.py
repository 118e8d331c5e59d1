"""The safeguarding pages at both sizes; and the return: counted in one pass, frozen, in memory that stays flat."""

import json
import subprocess
import sys

from borough.bench import BIG, at_most, printed
from borough.bench.databases import ROOT, environment
from borough.bench.turns import measured

QUERIES, GROWTH = 1, 32


def measure():
    small, big = figures(1), figures(BIG)
    yield printed("safeguarding.sac.concerns", big["concerns"], f"concerns of {big['year']} in {BIG} boroughs")
    yield at_most("safeguarding.sac.queries", big["queries"], QUERIES, "queries to count a year, all tables")
    yield at_most("safeguarding.sac.broken", big["broken"], 0, "rules of reconciliation that do not hold")
    for scale, found in ((1, small), (BIG, big)):
        yield printed(f"safeguarding.sac.count_{scale}x", found["count_seconds"], f"s to count it at {scale}x")
        yield printed(
            f"safeguarding.sac.freeze_{scale}x", found["freeze_seconds"], f"s to freeze {found['units']} rows"
        )
        yield printed(f"safeguarding.sac.peak_{scale}x", found["peak"], f"MiB, the process at {scale}x")
    grown = big["peak"] - small["peak"]
    yield at_most("safeguarding.sac.memory_growth", grown, GROWTH, f"MiB more at {BIG}x than at 1x")
    yield from measured("safeguarding")


def figures(scale):
    """The figures of sac.py, run on the database of that size in a process of its own."""
    command = [sys.executable, "-m", "borough.bench.sac"]
    done = subprocess.run(command, cwd=ROOT, env=environment(scale), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)
