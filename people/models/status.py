from django.conf import settings
from django.db import models

from people.models.linked import AboutPersonQuerySet
from people.models.person import Person


class StatusSpell(models.Model):
    """Where somebody lived, or what work they had, from a day on: the history behind the person's two present statuses."""

    class Kind(models.TextChoices):
        ACCOMMODATION = "accommodation", "Home"
        EMPLOYMENT = "employment", "Work"

    person = models.ForeignKey(Person, models.PROTECT, related_name="status_spells")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    value = models.CharField(max_length=120)
    starts = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AboutPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        indexes = [models.Index(fields=["person", "kind", "-starts"])]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}"


# The person's present status of each kind, kept beside the history.
STATUS_FIELDS = {
    StatusSpell.Kind.ACCOMMODATION: "accommodation_status",
    StatusSpell.Kind.EMPLOYMENT: "employment_status",
}
