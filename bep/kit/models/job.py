import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class JobQuerySet(models.QuerySet):
    def due(self):
        """Jobs that somebody should be doing: waiting and due, or running under a lease that has run out."""
        return self.filter(
            Q(state=Job.State.WAITING, run_after__lte=Now()) | Q(state=Job.State.RUNNING, lease_until__lt=Now())
        )

    def visible_to(self, worker):
        """One's own jobs, and those of kinds whose `readers` permission one holds."""
        from bep.kit.jobs.kinds import readable_by

        if worker.pk is None:
            return self.none()
        return self.filter(Q(requested_by_id=worker.pk) | Q(kind__in=readable_by(worker)))


def new_key():
    return str(uuid.uuid4())


class Job(models.Model):
    """A piece of long work, and the truth about it; the broker is only its doorbell (bep/kit/jobs).

    Machinery, so neither guarded nor in row history: what a job does to records it does by actions.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        STOPPED = "stopped", "Stopped"

    kind = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs")
    actor = models.CharField(max_length=120, blank=True, help_text="A named system actor, where no worker asked.")
    key = models.CharField(
        max_length=120, unique=True, default=new_key, help_text="Asking again with it makes no second job."
    )

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField(db_default=Now(), help_text="Not before; moves on after a failed attempt.")
    lease_until = models.DateTimeField(null=True, help_text="Whoever runs it must renew before then, or loses it.")
    token = models.BigIntegerField(default=0, help_text="Moves on at each claim: only its latest holder may write.")
    attempt = models.PositiveSmallIntegerField(default=0)
    stop_requested = models.BooleanField(default=False)

    progress = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True, help_text="What it is doing, or why it failed, as a sentence.")
    memo = models.JSONField(default=dict, help_text="Where a next attempt goes on from.")
    result = models.JSONField(default=dict)

    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_is_per_cent"),
            models.CheckConstraint(
                condition=Q(requested_by__isnull=False, actor="") | Q(requested_by=None) & ~Q(actor=""),
                name="job_asked_for_by_a_worker_or_a_named_actor",
            ),
        ]
        indexes = [
            models.Index(fields=["run_after"], condition=Q(state__in=["waiting", "running"]), name="kit_job_open"),
            models.Index(fields=["requested_by", "-id"], name="kit_job_asker"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self):
        return self.state in {self.State.DONE, self.State.FAILED, self.State.STOPPED}
