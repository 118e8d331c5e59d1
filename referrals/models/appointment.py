from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from bep.kit import clock
from bep.kit.models import Versioned
from people.models.linked import AboutPerson, AboutPersonQuerySet
from referrals.models.hub import HubSession
from referrals.models.referral import Referral


class AppointmentQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Appointments of referrals the worker may see: the front door books for people who are nobody's yet."""
        return self.filter(referral__in=Referral.objects.visible_to(worker))


class Appointment(AboutPerson, Versioned):
    """A choice appointment: a place in a hub session, or a visit at home. Neither can be booked twice: the database refuses."""

    class Setting(models.TextChoices):
        HUB = "hub", "At a hub"
        HOME = "home", "Home visit"
        DROP_IN = "drop_in", "Dropped in"

    class State(models.TextChoices):
        BOOKED = "booked", "Booked"
        ATTENDED = "attended", "Attended"
        MISSED = "did_not_attend", "Did not attend"
        MOVED = "moved", "Moved to another time"
        CANCELLED = "cancelled", "Cancelled"

    class Whose(models.TextChoices):
        PERSON = "person", "The person"
        SERVICE = "service", "The service"

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="appointments")
    setting = models.CharField(max_length=8, choices=Setting.choices)
    state = models.CharField(max_length=16, choices=State.choices, default=State.BOOKED)
    session = models.ForeignKey(HubSession, models.PROTECT, null=True, blank=True, related_name="appointments")
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    target_date = models.DateField("to take place by")
    chose_later = models.BooleanField("the person chose a later date than we could offer", default=False)
    earliest_offered = models.DateField(
        null=True, blank=True, help_text="The soonest day that was free when they chose."
    )
    ended_by = models.CharField("who moved or cancelled it", max_length=8, choices=Whose.choices, blank=True)
    end_reason = models.TextField("why it was moved, cancelled or missed", blank=True)
    booked_at = models.DateTimeField(db_default=Now())
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("attendance recorded", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "place"], condition=Q(state__in=("booked", "attended", "did_not_attend")),
                name="a_place_is_booked_once",
            ),
            models.UniqueConstraint(fields=["referral"], condition=Q(state="booked"), name="one_booked_appointment"),
            ExclusionConstraint(
                name="a_worker_is_in_one_place",
                expressions=[
                    ("worker", RangeOperators.EQUAL),
                    (Func("starts", "ends", function="tstzrange", output_field=DateTimeRangeField()), RangeOperators.OVERLAPS),
                ],
                condition=Q(worker__isnull=False, state__in=("booked", "attended"), setting__in=("hub", "home")),
            ),
            models.CheckConstraint(
                condition=Q(setting="hub", session__isnull=False, place__gte=1)
                | Q(setting="drop_in", session__isnull=False, place=None)
                | Q(setting="home", session=None, place=None, worker__isnull=False),
                name="appointment_has_its_place",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="appointment_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state__in=("moved", "cancelled"), ended_by__in=("person", "service"))
                | (~Q(state__in=("moved", "cancelled")) & Q(ended_by="")),
                name="who_ended_an_appointment_is_said",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["referral", "starts"], name="appointment_referral"),
            models.Index(fields=["session", "state"], name="appointment_session"),
            models.Index(fields=["state", "starts"], name="appointment_due"),
            # My work asks of a few people whether they are booked; without it all that are booked would be read.
            models.Index(fields=["person"], condition=Q(state="booked"), name="appointment_booked"),
            models.Index(fields=["worker", "starts"], name="appointment_worker"),
        ]

    def __str__(self):
        return f"{self.get_setting_display()}, {self.starts:%-d %B %Y}"

    @property
    def has_begun(self):
        return self.starts <= clock.now()

    @property
    def day(self):
        return clock.as_date(self.starts)

    @property
    def late(self):
        """It takes place after the day that meets the target."""
        return self.day > self.target_date
