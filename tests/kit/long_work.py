"""Kinds of long work that only tests know. A worker process loads them by `--include tests.kit.long_work`."""

import os
import time

from bep.access.models import Locality
from bep.audit.record import ANYBODY, action
from bep.kit.jobs import job_kind
from bep.kit.rules import Refused


@action("test.place_added", "Added a place", needs=ANYBODY)
def add_place(*, name, by):
    """An effect that can be counted: places have unique names, so each adds its number."""
    return Locality.objects.create(name=f"{name} {Locality.objects.filter(name__startswith=name).count() + 1}")


@job_kind("test.slow", label="Slow work", needs=ANYBODY, lease=2)
def slow(job, *, name, before=0, inside=0):
    """Takes `before` seconds before its effect and `inside` seconds within its last transaction; says its process in words."""
    job.progress(10, f"process {os.getpid()}")
    time.sleep(before if job.attempt == 1 else 0)
    with job.finishing() as result:
        add_place(name=name, by=job.by)
        time.sleep(inside if job.attempt == 1 else 0)
        result["process"] = os.getpid()


@job_kind("test.steps", label="Work in steps", needs=ANYBODY)
def steps(job, *, name, fail_at=None):
    """Three effects, each its own transaction; a next attempt goes on from where the last one got to."""
    for step in range(job.memo.get("done", 0), 3):
        job.progress(step * 33, f"Step {step}")
        with job.effects() as memo:
            add_place(name=name, by=job.by)
            memo["done"] = step + 1
        if step == fail_at and job.attempt == 1:
            raise RuntimeError("The power went out.")
    return {"steps": 3}


@job_kind("test.refused", label="Work that a rule refuses", needs=ANYBODY)
def refused(job):
    raise Refused("The period is not over.", remedy="Come back in April.")


@job_kind("test.broken", label="Work that never works", needs=ANYBODY, attempts=2)
def broken(job):
    raise RuntimeError("No.")


@job_kind("test.steady", label="Work that cannot stop half-way", needs=ANYBODY, stoppable=False)
def steady(job):
    job.progress(50)
