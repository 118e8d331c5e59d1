"""Pages of the pathway at one borough's size and at a hundred's, each beside a minimal page of the same run."""

from borough.bench.turns import measured


def measure():
    yield from measured("pathway")
