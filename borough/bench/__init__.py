"""What is measured, on this machine, in one run: ratios hold where seconds do not.

Each module of this package that has a `measure()` yields Measures, whose names begin with their room: the module's name, or
its `ROOM`.
"""

import os
from dataclasses import asdict, dataclass

BIG = int(os.environ.get("BENCH_SCALE", "100"))  # boroughs' worth of people that everything is measured on


@dataclass(frozen=True)
class Measure:
    """One figure: `goal` in words, `holds` True, False, or None where the figure is only printed."""

    name: str
    measured: float
    unit: str
    goal: str = ""
    holds: bool | None = None

    def as_dict(self):
        return asdict(self) | {"measured": round(self.measured, 3)}


def at_most(name, measured, limit, unit):
    return Measure(name, measured, unit, f"at most {limit:g}", measured <= limit)


def at_least(name, measured, limit, unit):
    return Measure(name, measured, unit, f"at least {limit:g}", measured >= limit)


def printed(name, measured, unit):
    return Measure(name, measured, unit)
