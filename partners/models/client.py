import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from oauth2_provider.models import AbstractApplication

from bep.kit import clock
from partners.models.organisation import Organisation

PER_MINUTE = 600


class Client(AbstractApplication):
    """A system of another organisation that signs in by itself: OAuth client credentials, owned by no person.

    What it may ask for are its `scopes`; what it may see its organisation's agreements say (partners/sight.py).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="clients")
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    per_minute = models.PositiveIntegerField("requests a minute", default=PER_MINUTE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_client_for_each_name"),
            # Secrets live beside it, two at a time while one gives way to the other; this column of the toolkit stays empty.
            models.CheckConstraint(
                condition=Q(
                    user=None,
                    client_secret="",
                    client_type="confidential",
                    authorization_grant_type="client-credentials",
                ),
                name="client_signs_in_as_itself",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation.ods_code}"

    def is_usable(self, request):
        """Asked by the toolkit before it gives or takes a token."""
        closed = self.organisation.closed
        return self.revoked_at is None and (closed is None or closed > clock.today())


class SecretQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(Q(ends=None) | Q(ends__gt=clock.now()))


class ClientSecret(models.Model):
    """A client's secret, as its hash. A second one may be valid beside the first, so that a key is changed without an outage.

    It is 256 random bits, so one round of SHA-256 keeps it: there is nothing to guess that a slow hash would guard.
    """

    OVERLAP = timedelta(days=7)

    client = models.ForeignKey(Client, models.PROTECT, related_name="secrets")
    hash = models.CharField(max_length=64)
    ending = models.CharField("last characters", max_length=4)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ends = models.DateTimeField(null=True, blank=True)

    objects = SecretQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"…{self.ending}"


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
