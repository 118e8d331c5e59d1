"""Pages at one borough's size and at a hundred's, each beside a minimal page of the same run."""

import json
import os
import subprocess
import sys

from borough.bench import at_most, printed
from borough.bench.databases import ROOT, urls_for

BIG = int(os.environ.get("BENCH_SCALE", "100"))
QUERIES, GROWTH = 10, 1.3


def measure():
    small, big = (opened(urls_for(scale)) for scale in (1, BIG))
    for page in big:
        if page == "minimal":
            continue
        yield at_most(f"pathway.{page}.queries", max(small[page]["queries"], big[page]["queries"]), QUERIES, "queries")
        growth = big[page]["milliseconds"] / small[page]["milliseconds"]
        yield at_most(f"pathway.{page}.growth_{BIG}x", growth, GROWTH, f"times the time at 1x, at {BIG}x")
        yield printed(f"pathway.{page}.time", big[page]["milliseconds"], f"ms at {BIG}x")
        ratio = big[page]["milliseconds"] / big["minimal"]["milliseconds"]
        yield printed(f"pathway.{page}.beside_minimal", ratio, "times a minimal authenticated page")
    yield printed("pathway.minimal_page.time", big["minimal"]["milliseconds"], f"ms at {BIG}x")


def opened(urls):
    """The figures of pages.py, run on that database in a process of its own."""
    environment = (
        os.environ | urls | {"SECRET_KEY": "for-the-bench-only", "ALLOWED_HOSTS": "testserver", "SERVE_HTTPS": "0"}
    )
    done = subprocess.run(
        [sys.executable, "-m", "borough.bench.pages"],
        cwd=ROOT,
        env=environment | {"BEP_DEMO": "1"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)
