"""Run as its own process on one database: builds a return from its records, makes it a million rows, checks and writes it.

Prints its figures as JSON, and leaves no row of it behind.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from borough.bench.pages import ready

MILLION = 1_000_000
ROUNDS = 3


def main():
    ready()
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        try:
            json.dump(figures(folder), sys.stdout)
        finally:
            forget()


def figures(folder):
    from reporting.cld import check
    from reporting.file import write_file
    from reporting.models import Return

    made = a_return()
    built, build_seconds = timed(lambda: build(made))
    before = memory()
    rows = built + top_up(made, built)
    _, check_seconds = timed(lambda: in_step(lambda: check.check(made)))
    copied, written = [], []
    for _ in range(ROUNDS):  # by turns, so that whatever else the machine does falls on both
        copied.append(timed(lambda: bare_copy(made, folder))[1])
        written.append(timed(lambda: write_file(Return.objects.get(pk=made)))[1])
    return {
        "built": built, "build_seconds": build_seconds, "rows": rows, "check_seconds": check_seconds,
        "copy_seconds": min(copied), "file_seconds": min(written), "growth": memory() - before,
    }  # fmt: skip


def timed(call):
    start = perf_counter()
    result = call()
    return result, perf_counter() - start


def memory():
    """The most this process has held so far, in MiB: not `ru_maxrss`, which may be that of whoever started it."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


def in_step(call):
    """One step of building, as the job does it: named, and a transaction of its own."""
    from django.db import transaction

    from bep.access.actors import actor
    from bep.audit.record import named

    with transaction.atomic(), named("bench", actor("the bench")):
        return call()


def a_return():
    from bep.access.models import Worker
    from reporting.models import Return

    facts = period() | {"asked_by": Worker.objects.order_by("pk").first()}
    return in_step(lambda: Return.objects.create(**facts)).pk


def period():
    """Twelve months to the end of the last quarter, as the form has it."""
    from bep.kit import clock
    from reporting.forms_returns import last_quarters_end, year_before

    end = last_quarters_end(clock.today())
    return {"period_start": year_before(end), "period_end": end}


def build(made):
    from reporting.cld import build as steps
    from reporting.cld.sources import SOURCES

    return sum(in_step(lambda source=source: steps.add_rows(made, source)) for source in SOURCES)


def top_up(made, built):
    """The same rows again, up to a million, where the boroughs' year has fewer; told apart, or each would be a duplicate."""
    from django.db import connection

    from reporting.models import ReturnRow

    names = [f.column for f in ReturnRow._meta.fields if f.name not in {"id", "line", "event_start"}]
    columns = ", ".join(names)
    missing = max(MILLION - built, 0)
    with connection.cursor() as cursor:
        in_step(lambda: cursor.execute(
            f"INSERT INTO reporting_returnrow (line, event_start, {columns})"  # noqa: S608
            f" SELECT line + again * %(built)s, event_start || '.' || again, {columns}"
            " FROM generate_series(1, %(times)s) again CROSS JOIN reporting_returnrow WHERE statutory_return_id = %(made)s"
            " LIMIT %(missing)s",
            {"built": built, "times": missing // built + 1, "made": made, "missing": missing},
        ))  # fmt: skip
    return missing


def bare_copy(made, folder):
    from django.db import connection

    from reporting.cld.file import copy_statement

    with open(os.path.join(folder, "bare.csv"), "wb") as file, connection.cursor() as cursor:
        cursor.copy_expert(copy_statement(cursor, made), file)


def forget():
    """By the owner, for the application's role may not empty a table."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "TRUNCATE reporting_returnrow, reporting_returnerror, reporting_sacunit, reporting_saccell, reporting_return"
        )


if __name__ == "__main__":
    main()
