from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from referrals.models.referral import Referral


class Decision(models.Model):
    """What was decided about a referral, why and by whom: at triage, after the appointment, or on closing or reopening it."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=24, choices=Referral.State.choices, help_text="The state it led to.")
    reason = models.TextField()
    sent_to = models.CharField("service it was sent to", max_length=160, blank=True)
    decided_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_as = models.CharField("the system that did, where no worker did", max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=False) | ~Q(decided_as=""), name="decision_is_somebody_s"
            )
        ]
        indexes = [models.Index(fields=["referral", "decided_at"]), models.Index(fields=["outcome", "decided_at"])]

    def __str__(self):
        return self.get_outcome_display()

    @property
    def who(self):
        return self.decided_by.name if self.decided_by else self.decided_as

    @property
    def person_id(self):
        return self.referral.person_id
