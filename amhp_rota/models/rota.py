from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from amhp_rota.models.register_amhp import Amhp, days
from amhp_rota.models.rota_rules import ShiftKind
from bep.kit.models import Job, Versioned, WrittenOnce


class Rota(Versioned):
    """The rota of a period: worked on as a draft, then published; each publishing is kept as a version."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    first = models.DateField("from")
    last = models.DateField("to, that day included")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="rota_ends_after_it_begins"),
            ExclusionConstraint(
                name="one_rota_for_each_day", expressions=[(days("first", "last"), RangeOperators.OVERLAPS)]
            ),
        ]

    def __str__(self):
        year = "" if self.first.year == self.last.year else f" {self.first.year}"
        return f"Rota {self.first.day} {self.first:%B}{year} to {self.last.day} {self.last:%B %Y}"


class Duty(models.Model):
    """One AMHP on one shift. Nobody is in two places at once, nor on duty outside their approval: the database refuses."""

    rota = models.ForeignKey(Rota, models.PROTECT, related_name="duties")
    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="duties")
    kind = models.ForeignKey(ShiftKind, models.PROTECT, related_name="duties")
    area = models.CharField(max_length=20, blank=True)
    day = models.DateField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    by_hand = models.BooleanField("decided by hand", default=False)
    worked = models.BooleanField(default=True, help_text="Not worked: they fell ill or were called away.")

    class Meta:
        default_permissions = ()
        ordering = ["day", "kind__order", "area", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="duty_ends_after_it_begins"),
            ExclusionConstraint(
                name="an_amhp_is_on_one_duty",
                expressions=[
                    ("amhp", RangeOperators.EQUAL),
                    (Func("starts", "ends", function="tstzrange", output_field=DateTimeRangeField()), RangeOperators.OVERLAPS),
                ],
                deferrable=models.Deferrable.IMMEDIATE,  # two duties may change hands in one step
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["rota", "day"], name="duty_rota"),
            models.Index(fields=["amhp", "day"], name="duty_amhp"),
            models.Index(fields=["starts", "ends"], name="duty_time"),
        ]

    def __str__(self):
        return f"{self.kind}, {self.day.day} {self.day:%B %Y}"

    @property
    def said(self):
        """In the middle of a sentence."""
        return f"{self.kind.name.lower()} of {self.day.day} {self.day:%B %Y}"


class RotaVersion(WrittenOnce):
    """The rota as it was published once: who was on what, so that two versions can be compared."""

    rota = models.ForeignKey(Rota, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    duties = models.JSONField(help_text="[[day, kind, area, amhp id]]")
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["rota", "number"], name="one_version_of_each_number")]


class Proposal(models.Model):
    """What the solver made of a rota: kept or not by somebody. `outcome` is the solver's own, with its reasons."""

    rota = models.ForeignKey(Rota, models.PROTECT, related_name="proposals")
    outcome = models.JSONField()
    state = models.CharField(max_length=10)
    memory = models.PositiveIntegerField("peak memory of the solver's process, MiB", null=True)
    made_at = models.DateTimeField(db_default=Now())
    kept_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
