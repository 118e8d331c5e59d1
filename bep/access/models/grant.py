from django.conf import settings
from django.db import models
from guardian.models import UserObjectPermissionAbstract


class Grant(UserObjectPermissionAbstract):
    """Access to one record by name (django-guardian's row): who gave it, why, and until when it counts."""

    reason = models.TextField(blank=True)
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta(UserObjectPermissionAbstract.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_pk"], name="grant_record")]
