from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Message(models.Model):
    """Something that is to leave this system, written inside the action that decided it; sent by `bep.kit.outbox`.

    Either `subject` and `body` are the words themselves, or `template` names a composer that makes them when they are
    sent, so that a secret link is never stored.
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
    person_id = models.BigIntegerField(
        null=True, help_text="Whom it concerns; their safe-contact rules are asked again."
    )
    not_before = models.DateTimeField(db_default=Now())
    created_at = models.DateTimeField(db_default=Now())
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person_id", "-id"], name="kit_message_person")]

    def __str__(self):
        return f"{self.get_way_display()} {self.pk}"


class Delivery(models.Model):
    """How far a message has got. Machinery, and so apart from the message, whose words stay as they were written."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        TO_POST = "to_post", "To be printed and posted"
        WITHHELD = "withheld", "Not sent: contact is not safe or not wanted"
        FAILED = "failed", "Could not be sent"

    message = models.OneToOneField(Message, models.PROTECT, primary_key=True, related_name="delivery")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True)
    token = models.BigIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True, help_text="Why it was withheld or failed, as a sentence.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["due"], condition=Q(state__in=["waiting", "sending"]), name="kit_delivery_open"),
        ]

    def __str__(self):
        return f"{self.message_id}: {self.get_state_display()}"
