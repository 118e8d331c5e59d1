from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from bep.kit import clock
from bep.kit.models import Versioned


class Hub(Versioned):
    """A place in the community where choice appointments are held, with partner organisations (operating model s6)."""

    name = models.CharField(max_length=80, unique=True)
    address = models.TextField()
    postcode = models.CharField(max_length=8)
    directions = models.TextField(help_text="By bus, train, car and on foot: printed in the letter.")
    accessible = models.BooleanField("step-free", default=True)
    access_notes = models.TextField("getting in and around", blank=True)
    phone = models.CharField(max_length=30, blank=True)
    locality = models.ForeignKey("access.Locality", models.PROTECT, null=True, blank=True, related_name="hubs")
    closed = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def address_line(self):
        return ", ".join([*self.address.split("\n"), self.postcode])


class SessionRule(Versioned):
    """Every week on this day, from a day to another: the rule by which a hub's sessions are made."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="rules")
    weekday = models.PositiveSmallIntegerField("day", choices=Weekday.choices)
    starts = models.TimeField("from")
    ends = models.TimeField("to")
    places = models.PositiveSmallIntegerField()
    drop_in = models.BooleanField("people may also drop in", default=False)
    partners = models.CharField("partners and volunteers present", max_length=300, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["hub", "weekday", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "weekday", "starts", "first_day"], name="one_rule_for_each_hub_and_time"
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="rule_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=40), name="rule_places_1_to_40"),
        ]

    def __str__(self):
        return f"{self.hub}, {self.get_weekday_display()}s {self.starts:%H:%M} to {self.ends:%H:%M}"


class HubSession(Versioned):
    """One morning or afternoon at a hub, with places numbered from 1; each place has its own time."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="sessions")
    rule = models.ForeignKey(SessionRule, models.PROTECT, null=True, blank=True, related_name="sessions")
    date = models.DateField()
    starts = models.TimeField("from")
    ends = models.TimeField("to")
    places = models.PositiveSmallIntegerField()
    drop_in = models.BooleanField("people may also drop in", default=False)
    partners = models.CharField("partners and volunteers present", max_length=300, blank=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["date", "starts", "hub"]
        constraints = [
            models.UniqueConstraint(fields=["hub", "date", "starts"], name="one_session_for_each_hub_and_time"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=40), name="session_places_1_to_40"),
        ]
        indexes = [models.Index(fields=["date", "hub"], name="session_date")]

    def __str__(self):
        return f"{self.hub}, {self.date:%A %-d %B %Y} {self.starts:%H:%M} to {self.ends:%H:%M}"

    def place_time(self, number):
        """When the place of that number begins and ends: the session shared equally, to the minute."""
        opens = clock.at(self.date, self.starts.hour, self.starts.minute)
        length = clock.at(self.date, self.ends.hour, self.ends.minute) - opens
        each = timedelta(minutes=int(length.total_seconds() // 60 // self.places))
        return opens + each * (number - 1), opens + each * number

    @property
    def free_words(self):
        """Of a session read with its free places (queries/offers.py)."""
        if self.free <= 0:
            return "Full"
        return f"{self.free} free"
