from django.db import models

from partners.models.client import Client
from partners.models.organisation import Organisation
from referrals.models import Referral
from safeguarding.models import Concern


class Sent(models.Model):
    """A referral that another organisation's system sent us: whose it is, and when anything they may see of it last changed.

    `changed_at` is the order of their list of changes; it is set when it happens, never taken from outside.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="sent")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sent")
    client = models.ForeignKey(Client, models.PROTECT, related_name="sent")
    their_reference = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["organisation", "changed_at", "id"], name="sent_changes")]

    def __str__(self):
        return self.referral.reference


class SentConcern(models.Model):
    """A safeguarding concern that another organisation's system sent us: whose it is."""

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="sent")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sent_concerns")
    client = models.ForeignKey(Client, models.PROTECT, related_name="sent_concerns")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.concern.reference
