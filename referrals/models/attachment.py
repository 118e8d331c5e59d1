import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from referrals.models.referral import Referral


def stored_as(attachment, name):
    """A name that says nothing, in the private media folder: no address leads there, only the view that checks."""
    return f"referrals/{secrets.token_hex(16)}"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(referral__in=Referral.objects.visible_to(worker))


class Attachment(models.Model):
    """A file that came with a referral. Its kind is what its bytes say, not what its name says."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="attachments")
    file = models.FileField(upload_to=stored_as)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(db_default=Now())
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def person_id(self):
        return self.referral.person_id
