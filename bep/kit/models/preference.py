from django.conf import settings
from django.db import models


class Preference(models.Model):
    """How a worker left a screen: filters, order, what they have looked at. About no person, so outside guard and log."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    key = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["worker", "key"], name="one_preference_for_each_screen")]

    def __str__(self):
        return self.key
