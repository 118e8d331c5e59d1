"""The Client Level Data return: its file against a bare COPY of its rows, and building and checking a million of them; and the
performance pages, at one borough's size and at a hundred's.
"""

import json
import subprocess
import sys

from borough.bench import BIG, at_least, at_most, printed
from borough.bench.databases import ROOT, environment
from borough.bench.turns import measured

OF_COPY, GROWTH = 85, 32


def measure():
    yield from measured("reporting")
    found = figures()
    yield printed("reporting.build.rows", found["built"], f"rows, from the records of {BIG} boroughs")
    yield printed("reporting.build.rate", found["built"] / found["build_seconds"], "rows a second, built")
    yield printed(
        "reporting.check.rate", found["rows"] / found["check_seconds"], f"rows a second, checked, of {found['rows']}"
    )
    yield printed("reporting.file.rate", found["rows"] / found["file_seconds"], "rows a second, written and hashed")
    share = 100 * found["copy_seconds"] / found["file_seconds"]
    yield at_least("reporting.file.of_copy", share, OF_COPY, "% of the speed of a bare COPY")
    yield at_most(
        "reporting.memory.growth", found["growth"], GROWTH, "MiB, while a million rows were built and written"
    )


def figures():
    """The figures of returns.py, run on the large database in a process of its own."""
    command = [sys.executable, "-m", "borough.bench.returns"]
    done = subprocess.run(command, cwd=ROOT, env=environment(BIG), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)
