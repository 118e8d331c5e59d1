"""The Client Level Data return: its file against a bare COPY of its rows, and building and checking a million of them."""

import json
import os
import subprocess
import sys

from borough.bench import at_least, at_most, printed
from borough.bench.databases import ROOT, urls_for

BIG = int(os.environ.get("BENCH_SCALE", "100"))
OF_COPY, GROWTH = 85, 32


def measure():
    found = figures(urls_for(BIG))
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


def figures(urls):
    """The figures of returns.py, run on that database in a process of its own."""
    environment = os.environ | urls | {"SECRET_KEY": "for-the-bench-only", "ALLOWED_HOSTS": "testserver"}
    command = [sys.executable, "-m", "borough.bench.returns"]
    done = subprocess.run(command, cwd=ROOT, env=environment | {"BEP_DEMO": "1"}, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)
