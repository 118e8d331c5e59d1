from django.conf import settings
from django.db import models

from assessments.models.needs import NeedsAssessment
from bep.kit import clock


class Addendum(models.Model):
    """Words added to a decided assessment, which itself never changes; or that the person was given their copy (s12(3))."""

    class Kind(models.TextChoices):
        NOTE = "note", "Added afterwards"
        COPY_GIVEN = "copy_given", "Copy given"

    assessment = models.ForeignKey(NeedsAssessment, models.PROTECT, related_name="addenda")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NOTE)
    words = models.TextField()
    on = models.DateField(default=clock.today)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["written_at", "pk"]

    def __str__(self):
        return self.get_kind_display()
