"""Doing a job: claim it, call its function, and say how it ended."""

import logging
from datetime import timedelta

from django.db.models.functions import Now

from bep.kit.jobs.work import LostLease, Stopped, Work, claim, close
from bep.kit.models import Job
from bep.kit.rules import Refused

logger = logging.getLogger(__name__)


def run(job_id):
    """Does the job if it is due and nobody else does it."""
    job = claim(job_id)
    if job is None:
        return
    try:
        do(Work(job))
    except LostLease:
        logger.warning("Job %s was taken over by another worker.", job_id)
    except Stopped:
        close(job, Job.State.STOPPED, "Stopped.")
    except Refused as refusal:
        # A rule that refused now will refuse again: nobody is helped by trying.
        close(job, Job.State.FAILED, str(refusal))
    except Exception:
        logger.exception("Job %s (%s) failed.", job_id, job.kind)
        try_again_later(job)


def do(work):
    work.check_asker()
    result = work.kind.run(work, **work.job.args)
    if not work.over:
        with work.finishing() as finished:
            finished.update(result or {})


def try_again_later(job):
    """Waits twice as long after each failure, an hour at most; after the last attempt says so and stops."""
    attempts = Work(job).kind.attempts
    if job.attempt >= attempts:
        close(job, Job.State.FAILED, "Something went wrong in it. The technical log says what; tell an administrator.")
        return
    Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING).update(
        state=Job.State.WAITING,
        run_after=Now() + timedelta(seconds=min(5 * 2**job.attempt, 3600)),
        lease_until=None,
        words=f"Attempt {job.attempt} of {attempts} went wrong; it will be tried again.",
    )
