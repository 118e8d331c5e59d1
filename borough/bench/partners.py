"""The partners' API: its list beside endpoints that do less, and how many referrals it takes, by real processes and tokens.

Both sizes are measured on copies of their databases, which are written in and dropped afterwards.
"""

import subprocess
import sys
from contextlib import contextmanager
from statistics import median
from typing import Any

from borough.bench import BIG, at_least, at_most, printed
from borough.bench.databases import ROOT, as_demo, cache_of, copied, dropped, urls_for
from borough.bench.partner_posts import sent
from borough.bench.turns import Pages

TURNS = 25
SHARE, GROWTH, A_SECOND = 0.5, 1.3, 50


def measure():
    with of_scale(1, "small") as small, of_scale(BIG, "big") as big:
        yield from reads(small[1], big[1])
        yield from posts(small, big)


@contextmanager
def of_scale(scale, which):
    """(environment, process that asks) of a copy of that database, with a partner in it."""
    name = f"bep_bench_partners_{which}"
    environment = as_demo() | copied(urls_for(scale), name) | {"REDIS_URL": cache_of(scale)}
    command = [sys.executable, "-m", "borough.bench.partner_calls"]
    try:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:
            yield environment, Pages(process)
            process.stdin.close()
    finally:
        dropped(name)


# --- reading ----------------------------------------------------------------------------------------------------------
def reads(small, big):
    """Requests a second inside one process, each kind in its turn, so that whatever else the machine does falls on all."""
    for scale, process in ((1, small), (BIG, big)):
        times: dict[str, list] = {name: [] for name in ("list", "constant", "stock", "bare")}
        for _ in range(TURNS):
            for name, found in times.items():
                found.append(process.open(name))
        yield from beside(scale, times)
    pairs = [(small.open("list"), big.open("list")) for _ in range(TURNS)]
    growth = median(large / little for little, large in pairs)
    yield at_most(f"partners.list.growth_{BIG}x", growth, GROWTH, f"times the time at 1x, at {BIG}x")
    queries = max(one.described["queries"] for one in (small, big))
    yield printed("partners.list.queries", queries, "queries, recording who was told included")


def beside(scale, times):
    """Ratios are of turns, not of totals: what fell on one turn fell on all that it compares."""
    a_second = {name: 1000 / median(found) for name, found in times.items()}
    for name, words in WHAT.items():
        yield printed(f"partners.{name}_{scale}x", a_second[name], f"a second: {words}")
    share = ratio(times, "list", "constant")
    yield at_least(f"partners.list.beside_constant_{scale}x", share, SHARE, "of an endpoint that tells a constant")
    better = ratio(times, "constant", "stock")
    yield at_least(f"partners.constant.beside_stock_{scale}x", better, 1, "of stock DRF with OAuth, a constant each")
    for name, other in (("list", "stock"), ("stock", "bare"), ("list", "bare")):
        words = f"of {WHAT[other]}"
        yield printed(f"partners.{name}.beside_{other}_{scale}x", ratio(times, name, other), words)


def ratio(times, name, other):
    return median(theirs / ours for ours, theirs in zip(times[name], times[other], strict=True))


WHAT = {
    "list": "a list of 25 referrals",
    "constant": "who asks, scope, one disclosure, a constant",
    "stock": "stock DRF with OAuth, a constant",
    "bare": "a bare view",
}


# --- sending ----------------------------------------------------------------------------------------------------------
def posts(small, big):
    rates = {}
    for scale, (environment, process) in ((1, small), (BIG, big)):
        found = sent(environment, process.described)
        rates[scale] = found.rate
        yield at_least(f"partners.create.rate_{scale}x", found.rate, A_SECOND, "referrals a second, two web processes")
        yield printed(f"partners.create.p50_{scale}x", found.percentile(50), "ms, half of them")
        yield printed(f"partners.create.p99_{scale}x", found.percentile(99), "ms, all but one of a hundred")
        yield at_most(f"partners.create.errors_{scale}x", found.errors, 0, f"errors of {len(found.times)}")
        paced = sent(environment, process.described, pace=A_SECOND)
        yield printed(
            f"partners.create.paced_p99_{scale}x", paced.percentile(99), f"ms at {A_SECOND} a second, waiting included"
        )
        yield at_most(f"partners.create.paced_errors_{scale}x", paced.errors, 0, f"errors of {len(paced.times)}")
    yield at_most(f"partners.create.growth_{BIG}x", rates[1] / rates[BIG], GROWTH, f"times the time at 1x, at {BIG}x")
