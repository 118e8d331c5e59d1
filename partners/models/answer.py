from django.db import models
from django.db.models.functions import Now

from partners.models.client import Client


class IdempotencyKey(models.Model):
    """What we answered to a request that named itself by a key, so that the same request again is answered the same.

    Written in the transaction of what it did: both are there or neither is. Machinery, so neither guarded nor in row history.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of address and body.")
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="one_answer_for_each_key")]
        indexes = [models.Index(fields=["made_at"], name="answer_made")]

    def __str__(self):
        return self.key
