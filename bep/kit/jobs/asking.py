"""Asking for long work, and asking it to stop."""

from django.db import transaction

from bep.audit.record import ANYBODY, action, detail
from bep.kit.jobs.kinds import kind_named, may_ask
from bep.kit.models import Job
from bep.kit.models.job import new_key
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment


def enqueue(kind, *, by, key=None, after=None, **args):
    """A waiting job, part of the caller's transaction; its bell rings once that is committed, or `after` a moment.

    The same `key` again gives the same job. `args` are plain JSON: ids, codes and dates as text.
    """
    if not may_ask(by, kind_named(kind)):
        raise NotAllowed("Your role does not allow this work.", remedy="Ask an administrator if it should.")
    facts = {"kind": kind, "args": args, "requested_by_id": by.pk, "actor": "" if by.pk else str(by)}
    if after:
        facts["run_after"] = after
    job, new = Job.objects.get_or_create(key=key or new_key(), defaults=facts)
    if (job.kind, job.args) != (kind, args):
        raise ValueError(f"The key {job.key} already names another job: {job.kind} {job.args}.")
    if new and not after:
        ring_on_commit(job)
    return job


def ring_on_commit(job):
    from bep.kit.tasks import run_job  # tasks rest on this package

    # Robust: when the broker is away, what was committed stands and the sweeper rings later.
    transaction.on_commit(lambda: run_job.delay(job.pk), robust=True)


@action("jobs.stopped", "Stopped a job", needs=ANYBODY)
def stop(*, job, by):
    """Stops a waiting job at once and a running one at its next sign of life. Whoever may see a job may stop it."""
    job = Job.objects.visible_to(by).select_for_update().filter(pk=job.pk).first()
    if job is None:
        raise NotFound("There is no such job that you may see.", remedy="Go back to where you asked for it.")
    if job.is_over:
        raise WrongMoment(f"This job is already over: {job.get_state_display().lower()}.", remedy="Reload the page.")
    if not kind_named(job.kind).stoppable:
        raise Refused("This kind of job cannot be stopped half-way.", remedy="Wait for it to finish.")
    detail(kind=job.kind)
    job.stop_requested = True
    if job.state == Job.State.WAITING:
        job.state = Job.State.STOPPED
    job.save(update_fields=["stop_requested", "state"])
    return job
