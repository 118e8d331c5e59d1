from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """One thing that happened, or one request that showed people. Append-only: by grant and by trigger.

    No foreign keys: the log never interferes with live data and outlives what it speaks of.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    name = models.CharField(max_length=80, help_text="The registered event, such as referral.triaged or people.shown.")
    actor_id = models.BigIntegerField(null=True, help_text="The worker; null for a named system actor or the public.")
    actor = models.CharField(max_length=120)
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    transaction = models.BigIntegerField(
        db_default=models.Func(function="bep_transaction", output_field=models.BigIntegerField()),
        help_text="PostgreSQL's transaction number: joins an event to the row history it caused.",
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            GinIndex(fields=["person_ids"], name="audit_event_people"),
            models.Index(fields=["actor_id", "-at"], name="audit_event_actor"),
            models.Index(fields=["object_type", "object_id"], name="audit_event_object"),
            models.Index(fields=["transaction"], name="audit_event_transaction"),
        ]

    def __str__(self):
        return f"{self.name} by {self.actor}"
