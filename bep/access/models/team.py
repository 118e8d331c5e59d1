from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import Versioned


class Locality(Versioned):
    """A part of the council's area, such as East; referrals go to the team that serves it."""

    name = models.CharField(max_length=60, unique=True)
    postcodes = models.JSONField(default=list, help_text="Outward postcodes it covers, such as NW9.")

    class Meta:
        verbose_name_plural = "localities"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Team(Versioned):
    """A team of workers. `kind` says what work usually comes to it (business case, Appendix A); it never forbids."""

    class Kind(models.TextChoices):
        HUB = "hub", "Hub front door"
        LET = "let", "Local enablement team"
        NETWORK = "network", "Network Plus"
        CMHT = "cmht", "Community mental health team"
        IET = "iet", "Intensive enablement team"
        AMHP = "amhp", "AMHP service"
        SAFEGUARDING = "safeguarding", "Safeguarding adults"
        OTHER = "other", "Other"

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    locality = models.ForeignKey(Locality, models.PROTECT, null=True, blank=True, related_name="teams")
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A worker in a team, from and to. What their team works with, they may see."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    manages = models.BooleanField(default=False)
    starts = models.DateTimeField(db_default=Now())
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "ends"]), models.Index(fields=["team", "ends"])]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "team"], condition=Q(ends=None), name="one_open_membership_for_each_team"
            )
        ]

    def __str__(self):
        return f"{self.worker} in {self.team}"
