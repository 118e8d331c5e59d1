from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models.linked import AboutPerson, AboutPersonQuerySet


class AlertQuerySet(AboutPersonQuerySet):
    def current(self):
        return self.filter(ended_at=None)


class Alert(AboutPerson):
    """A warning that whoever opens the record must see. The person is told of it, or it says why they were not."""

    kind = models.CharField(max_length=40)
    words = models.CharField("what a colleague needs to know", max_length=200)
    person_told = models.BooleanField("they have been told of this alert")
    why_not_told = models.CharField(max_length=300, blank=True)
    starts = models.DateField()
    review_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    why_ended = models.CharField(max_length=300, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(person_told=True) | ~Q(why_not_told=""), name="alert_told_or_why_not"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="alert_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person", "ended_at"], name="alert_person")]

    def __str__(self):
        return self.words
