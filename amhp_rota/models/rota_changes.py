from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amhp_rota.models.register_amhp import Amhp
from amhp_rota.models.rota import Duty, Rota
from amhp_rota.models.rota_rules import ShiftKind
from bep.kit.models import Versioned


class Swap(Versioned):
    """A duty that is to change hands: offered to all or asked of one, agreed to by a colleague, then approved by a manager."""

    class State(models.TextChoices):
        OFFERED = "offered", "Offered"
        AGREED = "agreed", "Agreed, waits for a manager"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="swaps")
    giver = models.ForeignKey(Amhp, models.PROTECT, related_name="swaps_given")
    asked = models.ForeignKey(
        Amhp, models.PROTECT, null=True, blank=True, related_name="swaps_asked", help_text="Nobody: anybody."
    )
    taker = models.ForeignKey(Amhp, models.PROTECT, null=True, blank=True, related_name="swaps_taken")
    back = models.ForeignKey(Duty, models.SET_NULL, null=True, blank=True, related_name="swaps_back")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OFFERED)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_because = models.CharField("reason of the decision", max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(taker=None) | ~Q(taker=F("giver")), name="swap_between_two"),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state__in=["offered", "agreed"]), name="one_open_swap_for_each_duty"
            ),
        ]


class GapOffer(models.Model):
    """An AMHP's word that they could take a shift that nobody has; a manager decides."""

    rota = models.ForeignKey(Rota, models.PROTECT, related_name="gap_offers")
    kind = models.ForeignKey(ShiftKind, models.PROTECT, related_name="+")
    area = models.CharField(max_length=20, blank=True)
    day = models.DateField()
    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="gap_offers")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["amhp", "kind", "area", "day"], name="one_offer_for_each_gap")]


class Claim(Versioned):
    """Unsocial hours worked on a duty, claimed by the AMHP and signed by somebody else."""

    class State(models.TextChoices):
        CLAIMED = "claimed", "Claimed"
        SIGNED = "signed", "Signed off"
        RETURNED = "returned", "Sent back"

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="claim")
    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="claims")
    minutes = models.PositiveIntegerField("unsocial minutes")
    state = models.CharField(max_length=8, choices=State.choices, default=State.CLAIMED)
    words = models.CharField("note", max_length=300, blank=True)
    returned_because = models.CharField("why it was sent back", max_length=300, blank=True)
    claimed_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["duty__day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=1600), name="claim_of_some_minutes"),
            models.CheckConstraint(
                condition=Q(state="claimed") | Q(decided_by__isnull=False), name="claim_decided_by_somebody"
            ),
        ]


class FeedLink(models.Model):
    """A secret link to an AMHP's own duties for their calendar. Only its hash is kept; it can be revoked."""

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="feed_links")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True, blank=True)
    secret = ""  # told once, to whoever makes it; never kept

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["amhp"], condition=Q(revoked_at=None), name="one_open_link_for_each_amhp")
        ]
