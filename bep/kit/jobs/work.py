"""A job in the hands of one worker: claimed with a token, kept by signs of life, written only while the token is ours."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from bep.access.actors import ACTORS
from bep.kit.jobs.kinds import kind_named, may_ask
from bep.kit.models import Job
from bep.kit.rules import NotAllowed


class LostLease(Exception):
    """Another worker has claimed the job since: whatever we were doing no longer counts."""


class Stopped(Exception):
    """Somebody asked the job to stop, and it did so at a place where nothing is half done."""


def claim(job_id):
    """The job with a new token and lease, or None when it is not due or another worker is claiming it."""
    with transaction.atomic():
        job = Job.objects.due().select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None or gives_up(job):
            return None
        Job.objects.filter(pk=job_id).update(
            state=Job.State.RUNNING,
            token=F("token") + 1,
            attempt=F("attempt") + 1,
            started_at=Now(),
            lease_until=lease(job),
        )
        job.refresh_from_db()
        return job


def gives_up(job):
    """Whether a job whose worker died is over instead: it was to stop, or has taken too many workers with it."""
    if job.state == Job.State.WAITING:
        return False
    if job.stop_requested:
        return close(job, Job.State.STOPPED, "Stopped.")
    if job.attempt >= kind_named(job.kind).attempts:
        return close(job, Job.State.FAILED, f"Its worker broke off {job.attempt} times, so it is not tried again.")
    return False


def close(job, state, words):
    """Ends the job if it is still in our hands, and says whether it was."""
    mine = Job.objects.filter(pk=job.pk, token=job.token, state__in=[Job.State.WAITING, Job.State.RUNNING])
    return bool(mine.update(state=state, words=words[:200], finished_at=Now(), lease_until=None))


def lease(job):
    # The database's clock, not the worker's: all workers must agree on when a lease has run out.
    return Now() + timedelta(seconds=kind_named(job.kind).lease)


class Work:
    """What a job's function is given: `args` aside, all it needs of its job."""

    def __init__(self, job):
        self.job, self.kind, self.over = job, kind_named(job.kind), False
        self.id, self.attempt, self.memo = job.pk, job.attempt, job.memo

    @property
    def by(self):
        """The worker, or the named actor, who asked: what the job does, it does as them."""
        return self.job.requested_by or ACTORS[self.job.actor]

    def check_asker(self):
        """Refuses when whoever asked has left since, or may no longer ask."""
        if not getattr(self.by, "is_active", True) or not may_ask(self.by, self.kind):
            raise NotAllowed(f"{self.by} may no longer do this work.", remedy="Somebody who may can start it again.")

    def progress(self, percent, words=""):
        """A sign of life: renews the lease, tells the page how far we are, and is where a stopped job stops."""
        self.keep(progress=percent, words=words[:200], lease_until=lease(self.job))
        if self.stop_requested and self.kind.stoppable:
            raise Stopped

    @property
    def stop_requested(self):
        return Job.objects.filter(pk=self.id, stop_requested=True).exists()

    @contextmanager
    def effects(self):
        """One transaction that commits only while the job is ours, with `memo`: where a next attempt goes on from."""
        with transaction.atomic():
            self.hold()
            yield self.memo
            self.keep(memo=self.memo, lease_until=lease(self.job))

    @contextmanager
    def finishing(self):
        """The last effects, and in the same transaction the job's end: what it did and that it did it are one."""
        result = {}
        with transaction.atomic():
            self.hold()
            yield result
            self.keep(
                state=Job.State.DONE, progress=100, words="Done.", result=result, finished_at=Now(), lease_until=None
            )
        self.over = True

    def hold(self):
        """Locks the job's row, so that nobody can claim it between our check and our commit."""
        if not self.mine().select_for_update().exists():
            raise LostLease

    def keep(self, **changes):
        if not self.mine().update(**changes):
            raise LostLease

    def mine(self):
        return Job.objects.filter(pk=self.id, token=self.job.token, state=Job.State.RUNNING)
