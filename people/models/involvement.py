from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from people.models.person import Person


class InvolvementQuerySet(models.QuerySet):
    def current(self):
        now = timezone.now()
        return self.filter(Q(ends=None) | Q(ends__gt=now), starts__lte=now)

    def of(self, worker):
        """Current involvements of the worker or of a team they are in; none for anybody who is not a worker."""
        if worker.pk is None:
            return self.none()
        return self.current().filter(Q(worker_id=worker.pk) | Q(team_id__in=worker.team_ids))


class Involvement(models.Model):
    """Who works with a person, in what role, from when to when. Visibility rests on this row and nothing else."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead worker"
        WORKER = "worker", "Also working with them"
        TEAM = "team", "Their team"
        REFERRAL = "referral", "Referral with this team"
        DUTY = "duty", "Opened on duty"
        COVER = "cover", "Covering for a colleague"
        SUPERVISOR = "supervisor", "Countersigns the work"
        AUDIT = "audit", "Case-file audit, for a time"

    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    team = models.ForeignKey("access.Team", models.PROTECT, null=True, blank=True, related_name="involvements")
    role = models.CharField(max_length=12, choices=Role.choices)
    reason = models.TextField(blank=True)
    starts = models.DateTimeField(db_default=Now())
    ends = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(
        null=True, blank=True, help_text="When the worker first said they had seen it."
    )
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker=None, team__isnull=False) | Q(worker__isnull=False, team=None),
                name="involvement_of_a_worker_or_a_team",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="involvement_ends_after_start"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(role="lead", ends=None), name="one_lead_worker"),
        ]
        indexes = [
            models.Index(fields=["worker", "ends", "person"], name="involvement_worker"),
            models.Index(fields=["team", "ends", "person"], name="involvement_team"),
            models.Index(fields=["person", "ends"], name="involvement_person"),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.worker or self.team}"
