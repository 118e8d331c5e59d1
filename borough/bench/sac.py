"""Run as its own process on one database: counts the Safeguarding Adults Collection, freezes it, writes its file.

Prints its figures as JSON, and leaves no row of it behind.
"""

import json
import sys
import tempfile

from borough.bench.pages import ready
from borough.bench.returns import forget, in_step, memory, timed


def main():
    ready()
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        try:
            json.dump(figures(), sys.stdout)
        finally:
            forget()


def figures():
    from bep.kit import reference
    from safeguarding.sac.count import Sac

    reference.everything()  # the code lists are remembered, as in any process that has answered a request
    year = fullest()
    before = memory()
    (found, queries), seconds = timed(lambda: counted(lambda: Sac(year)))
    made, frozen_seconds = timed(lambda: freeze(year))
    return {
        "year": str(year), "units": made.row_count, "queries": queries, "count_seconds": seconds,
        "freeze_seconds": frozen_seconds,
        "concerns": found.total("SG1f concerns", "Number"), "broken": sum(not check.holds for check in found.checks),
        "peak": memory(), "growth": memory() - before,
    }  # fmt: skip


def counted(call):
    """(its result, how many queries it took)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        result = call()
    return result, len(captured)


def fullest():
    """The safeguarding year, of the two that the borough has cases in, in which more enquiries were concluded."""
    from bep.kit import clock
    from safeguarding.sac.units import Year, concluded, year_of

    this = year_of(clock.today()).begins
    return max((Year(begins) for begins in (this, this - 1)), key=lambda year: concluded(year).count())


def freeze(year):
    """What its job does, step by step; the year need not be over for that."""
    from bep.access.models import Worker
    from reporting import kinds
    from reporting.file import write_file
    from reporting.models import Return

    facts = {"kind": "sac", "period_start": year.first, "period_end": year.last}
    facts |= {"asked_by": Worker.objects.order_by("pk").first()}
    made = in_step(lambda: Return.objects.create(**facts))
    for _, step in kinds.SAC.steps(made):
        in_step(lambda step=step: kinds.SAC.add(made, step))
    in_step(lambda: kinds.SAC.check(made))
    write_file(made)
    counts, _ = kinds.SAC.counts(made)
    made.row_count = sum(counts["rows"].values())
    return made


if __name__ == "__main__":
    main()
