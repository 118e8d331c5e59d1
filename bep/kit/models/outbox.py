from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Message(models.Model):
    """Something that is to leave this system, written inside the action that decided it; sent by `bep.kit.outbox`.

    Either `subject` and `body` are the words themselves, or `template` names a composer that makes them when they are
    sent, so that a secret link is never stored. How far it has got is its job's business; its words never change.
    """

    class Way(models.TextChoices):
        EMAIL = "email", "Email"
        TEXT = "text", "Text message"
        LETTER = "letter", "Letter"
        WEBHOOK = "webhook", "Another system"

    key = models.CharField(max_length=120, unique=True, help_text="Posting again with it makes no second message.")
    way = models.CharField(max_length=10, choices=Way.choices)
    to = models.CharField(max_length=300, help_text="An address of the kind the way needs.")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    template = models.CharField(max_length=80, blank=True)
    context = models.JSONField(default=dict, blank=True, help_text="Ids and dates for the composer; never a secret.")
    person_id = models.BigIntegerField(null=True, help_text="Whom it concerns.")
    to_person = models.BooleanField(default=False, help_text="It goes to that person, so their safe contact is asked.")
    job = models.OneToOneField("kit.Job", models.PROTECT, related_name="message")
    created_at = models.DateTimeField(db_default=Now())
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person_id", "-id"], name="kit_message_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person=False) | Q(person_id__isnull=False), name="message_to_a_person_says_whom"
            )
        ]

    def __str__(self):
        return f"{self.get_way_display()} {self.pk}"

    @property
    def outcome(self):
        """How far it has got, in a word or two."""
        if self.job.state == "done":
            return "Not sent" if self.job.result.get("withheld") else "Sent"
        return {"failed": "Could not be sent", "stopped": "Stopped"}.get(self.job.state, "Waiting to be sent")

    @property
    def reason(self):
        """Why it was not sent, as a sentence; empty when it was, or still may be."""
        return self.job.result.get("withheld") or (self.job.words if self.job.state == "failed" else "")
