from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models.person import Person


class MergeQuerySet(models.QuerySet):
    def governed_by(self, worker):
        """The merges of records whose identity the worker may look up: they see who was joined, and no record."""
        identities = Person.objects.identified_by(worker)
        return self.filter(kept__in=identities, lost__in=identities)


class Merge(models.Model):
    """Two records found to be one person. It lists every row it re-pointed, so that undoing it is exact (people/merging.py)."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept")
    lost = models.ForeignKey(Person, models.PROTECT, related_name="merges_lost")
    reason = models.TextField()
    moved = models.JSONField(
        default=dict, help_text='{"people.alert.person": [ids]}: rows re-pointed, for each table and column.'
    )
    stayed = models.JSONField(default=dict, help_text="Rows that could not move, because the kept record has its own.")
    changed = models.JSONField(
        default=list, help_text="[model, id, field, was, now] of what the kept record took over."
    )
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    why_undone = models.TextField(blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["lost"], condition=Q(undone_at=None), name="one_standing_merge_of_a_record"
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("lost")), name="merge_of_two"),
        ]

    def __str__(self):
        return f"Merge {self.pk}"
