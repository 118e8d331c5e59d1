"""Long work that survives its worker: a row in PostgreSQL is the truth, the broker only rings.

A room writes in its `jobs.py`:

    @job_kind("reporting.build_return", label="Building a return", needs=may.BUILD)
    def build_return(job, *, period):
        rows = gather(period)                       # effects on nothing yet: may run twice
        job.progress(40, "Checked 12,000 rows")     # a sign of life at least each `lease` seconds
        with job.finishing() as result:             # one transaction: our writes and "done", or neither
            result["return"] = actions.keep_return(period=period, rows=rows, by=job.by).pk

and asks for it inside the action that decides it: `enqueue("reporting.build_return", by=by, key=…, period="2026-10")`.

Whoever claims a job gets the next fencing token and a lease. A worker that is killed, or too slow to renew, loses the
job to the next claim; should it wake up after all, every write it attempts finds a newer token and raises LostLease.
"""

from bep.kit.jobs.asking import enqueue, stop
from bep.kit.jobs.kinds import job_kind
from bep.kit.jobs.work import LostLease, Stopped

__all__ = ["LostLease", "Stopped", "enqueue", "job_kind", "stop"]
