from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import Versioned
from safeguarding.models.provider import Provider


class ProviderEnquiry(Versioned):
    """A concern about a provider that touches several adults: each has a concern and an enquiry of their own, led as one."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    reference = models.CharField(max_length=20, unique=True, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="provider_enquiries")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    title = models.CharField("what it is about", max_length=160)
    words = models.TextField("what is known, without anybody's name", blank=True)
    suspended = models.BooleanField("no new placements for now", default=False)
    sam = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    learned = models.TextField("what was learned, and who was told", blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["state", "-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(state="open"), name="one_open_enquiry_of_a_provider"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") ^ Q(closed_on__isnull=False) & ~Q(learned=""),
                name="provider_enquiry_closed",
            ),
        ]

    def __str__(self):
        return f"{self.provider}: {self.title}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN
