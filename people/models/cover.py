from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit import clock
from people.models.involvement import Involvement


class Cover(models.Model):
    """A colleague works with somebody's whole caseload while they are away: one move, which can be undone as one."""

    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="covered_by")
    covering = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="covers")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    reason = models.CharField(max_length=200)
    involvements = models.ManyToManyField(Involvement, related_name="cover")
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="cover_ends_after_start"),
            models.CheckConstraint(condition=~Q(absent=F("covering")), name="cover_by_somebody_else"),
        ]
        indexes = [models.Index(fields=["absent", "ends"], name="cover_absent")]

    def __str__(self):
        return f"{self.covering} for {self.absent}"

    @property
    def last_day(self):
        """The last day of the absence: cover ends when that day does."""
        return clock.as_date(self.ends - timedelta(seconds=1))
