from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bep.kit.models import Versioned


class ShiftKind(Versioned):
    """A kind of shift, as data: Barnet has days and nights, a county a back-up as well."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    starts = models.TimeField()
    minutes = models.PositiveIntegerField("length in minutes, by the clock on the wall")
    night = models.BooleanField(default=False)
    unsocial = models.CharField(
        "unsocial hours",
        max_length=20,
        blank=True,
        help_text="Weekday hours from–to that are not, such as 08:00-20:00.",
    )
    order = models.PositiveSmallIntegerField(default=0)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["order", "pk"]
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=1440), name="shift_within_a_day")]

    def __str__(self):
        return self.name


class CoverRule(Versioned):
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
            models.UniqueConstraint(fields=["kind", "area", "days", "first"], name="one_cover_for_each_day_it_starts")
        ]


class RotaRule(Versioned):
    """A rule of the rota as data: its form, its numbers, and the sentence that a reader sees."""

    class Form(models.TextChoices):
        REST = "rest", "Hours of rest between duties"
        MOST = "most", "Most duties in a month"
        IN_A_ROW = "in_a_row", "Most days in a row"
        WEEKENDS = "weekends", "Most weekends of several"
        HOURS = "hours", "Most hours in several days"

    code = models.SlugField(max_length=30, unique=True)
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
    status = models.CharField(max_length=10, default="LOCAL")
    active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["order", "pk"]

    def __str__(self):
        return self.sentence
