from django.conf import settings
from django.db import models
from django.db.models import Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class ChoiceMeeting(AboutPerson, Versioned):
    """The choice meeting (business case s7.4.2): where person and worker look at their whole life and agree what comes next."""

    class State(models.TextChoices):
        TO_ARRANGE = "to_arrange", "To arrange"
        ARRANGED = "arranged", "Arranged"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Not going ahead"

    class Place(models.TextChoices):
        HUB = "hub", "At a community hub"
        HOME = "home", "At their home"
        ELSEWHERE = "elsewhere", "Somewhere else they chose"
        PHONE = "phone", "By telephone"
        VIDEO = "video", "By video"

    class Outcome(models.TextChoices):
        ASSESS = "assess", "Care Act assessment"
        PLAN = "plan", "Enablement plan without an assessment"
        ADVICE = "advice", "Information and advice only"
        DECLINED = "declined", "They want nothing further"

    state = models.CharField(max_length=10, choices=State.choices, default=State.TO_ARRANGE)
    asked_on = models.DateField(help_text="The day it was agreed that a choice meeting should follow.")
    due = models.DateField(help_text="The last day that meets the target.")
    source_type = models.CharField(max_length=60, blank=True, help_text='What led to it, such as "referrals.referral".')
    source_id = models.BigIntegerField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=10, choices=Place.choices, blank=True)
    address = models.CharField(max_length=200, blank=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="choice_meetings"
    )
    who_comes = models.TextField(blank=True, help_text="Who the person wants there.")
    interpreter = models.CharField(max_length=60, blank=True, help_text="Language; blank when none is needed.")
    missed = models.PositiveSmallIntegerField(default=0, help_text="Times the person did not attend.")
    moved_by_person = models.PositiveSmallIntegerField(default=0, help_text="Times the person chose another day.")
    held_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome_words = models.TextField(blank=True)
    cancelled_because = models.TextField(blank=True)

    class Meta(AboutPerson.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="arranged") | Q(starts_at__isnull=False, worker__isnull=False) & ~Q(place=""),
                name="arranged_meeting_has_time_place_worker",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False) & ~Q(outcome=""),
                name="held_meeting_has_day_and_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""), name="cancelled_meeting_says_why"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["to_arrange", "arranged"]), name="one_open_choice_meeting"
            ),
        ]
        indexes = [models.Index(fields=["state", "due"]), models.Index(fields=["worker", "state"])]

    def __str__(self):
        return "Choice meeting"
