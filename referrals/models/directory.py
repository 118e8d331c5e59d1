from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import Versioned
from referrals.models.referral import Referral


class Organisation(Versioned):
    """Somebody in the community who may help: an entry of the directory (operating model s6)."""

    name = models.CharField(max_length=120, unique=True)
    offers = models.TextField("what they offer")
    needs = ArrayField(models.CharField(max_length=40), default=list, help_text="Values of community_need.")
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    serves = ArrayField(
        models.CharField(max_length=4),
        default=list,
        blank=True,
        help_text="Outward postcodes; none means the whole area.",
    )
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    how_to_join = models.TextField("how to get in touch", blank=True)
    checked_on = models.DateField("last checked", null=True, blank=True)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["name"]
        indexes = [GinIndex(fields=["needs"], name="organisation_needs")]

    def __str__(self):
        return self.name


class SignpostQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(referral__in=Referral.objects.visible_to(worker))


class Signpost(models.Model):
    """Somebody was pointed to an organisation: recorded, and asked about later."""

    class Helped(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"
        NOT_REACHED = "not_reached", "Could not reach them to ask"

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="signposts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="signposts")
    given_at = models.DateTimeField(db_default=Now())
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ask_on = models.DateField("ask whether it helped on")
    helped = models.CharField(max_length=12, choices=Helped.choices, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = SignpostQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["ask_on", "pk"]
        indexes = [models.Index(fields=["ask_on"], condition=Q(helped=""), name="signpost_to_ask")]
        constraints = [
            models.UniqueConstraint(fields=["referral", "organisation"], name="signposted_once_to_each_organisation")
        ]

    def __str__(self):
        return f"{self.organisation}"

    @property
    def person_id(self):
        return self.referral.person_id
