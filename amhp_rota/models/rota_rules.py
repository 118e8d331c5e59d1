from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from bep.kit.models import Versioned

FROM = date(2015, 4, 1)  # what a preset says stands from here on


class Settled(Versioned):
    """Data of the rota that managers set: the row says who did, and when; nobody, when it came with the preset."""

    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    set_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class ShiftKind(Settled):
    """A kind of shift, as data: Barnet has days and nights with a back-up each, a county has areas."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    starts = models.TimeField()
    minutes = models.PositiveIntegerField("length in minutes, by the clock on the wall")
    night = models.BooleanField(default=False)
    backup = models.BooleanField("back-up: stands by for whoever is on duty", default=False)
    unsocial = models.CharField(
        "unsocial hours",
        max_length=20,
        blank=True,
        help_text="Weekday hours from–to that are not, such as 08:00-20:00.",
    )
    order = models.PositiveSmallIntegerField(default=0)
    closed = models.DateField("no longer worked from", null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["order", "pk"]
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=1440), name="shift_within_a_day")]

    def __str__(self):
        return self.name

    @property
    def hours(self):
        return self.minutes / 60


class CoverRule(Settled):
    """How many are needed on a kind of shift, in an area, on which days."""

    class Days(models.TextChoices):
        EVERY = "every", "Every day"
        WORKING = "working", "Working days"
        WEEKEND = "weekend", "Saturdays and Sundays"
        HOLIDAY = "holiday", "Bank holidays"
        OFF = "off", "Weekends and bank holidays"

    kind = models.ForeignKey(ShiftKind, models.PROTECT, related_name="cover")
    area = models.CharField(max_length=20, blank=True)
    days = models.CharField(max_length=8, choices=Days.choices, default=Days.EVERY)
    need = models.PositiveSmallIntegerField(default=1)
    first = models.DateField("from")
    last = models.DateField("until", null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["kind__order", "area", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "area", "days", "first"], name="one_cover_for_each_day_it_starts"),
            models.CheckConstraint(condition=Q(last=None) | Q(last__gte=F("first")), name="cover_ends_after_it_begins"),
        ]

    def __str__(self):
        area = f", {self.area}" if self.area else ""
        return f"{self.kind}{area}: {self.get_days_display().lower()}"


class RotaRule(Settled):
    """A rule of the rota as data: its form, its numbers, and the sentence that a reader sees. A change is a further row of
    the same code, from a day on."""

    class Form(models.TextChoices):
        REST = "rest", "Hours of rest between duties"
        MOST = "most", "Most duties in a month"
        IN_A_ROW = "in_a_row", "Most days in a row"
        WEEKENDS = "weekends", "Most weekends of several"
        HOURS = "hours", "Most hours in several days"

    class Status(models.TextChoices):
        VERIFIED = "VERIFIED", "Checked against the text that is named"
        LOCAL = "LOCAL", "This council's own"
        INFERRED = "INFERRED", "Follows from other texts, not stated by one"
        RECALLED = "RECALLED", "From memory: nobody has checked it yet"

    code = models.SlugField(max_length=30)
    form = models.CharField(max_length=10, choices=Form.choices)
    number = models.DecimalField(max_digits=6, decimal_places=1, help_text="The hours, the days, or the duties.")
    of = models.PositiveSmallIntegerField(default=0, help_text="Of how many weekends, or in how many days.")
    kinds = ArrayField(
        models.SlugField(max_length=20), default=list, blank=True, help_text="Codes of shifts; none: all."
    )
    sentence = models.CharField(max_length=200)
    hard = models.BooleanField("never broken", default=True)
    weight = models.PositiveSmallIntegerField("what breaking it counts, when it may be broken", default=10)
    bend = models.PositiveSmallIntegerField("what relaxing it counts, when no rota exists", default=20)
    source = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.LOCAL)
    first = models.DateField("from", default=FROM)
    last = models.DateField("until", null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["order", "code", "first"]
        constraints = [
            models.UniqueConstraint(fields=["code", "first"], name="one_rule_for_each_day_it_starts"),
            models.CheckConstraint(condition=Q(last=None) | Q(last__gte=F("first")), name="rule_ends_after_it_begins"),
        ]

    def __str__(self):
        return self.sentence

    @property
    def confirmed(self):
        return self.status in {self.Status.VERIFIED, self.Status.LOCAL}
