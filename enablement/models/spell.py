from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class DateRange(Func):
    """daterange(starts, ends, '[)'): the day one spell ends is the day the next begins."""

    function = "DATERANGE"
    output_field = DateRangeField()


class SupportSpell(AboutPerson, Versioned):
    """A stretch of support at one tier (business case s7.4.3). A move ends one spell and starts the next, with the reason."""

    class Tier(models.TextChoices):
        CHOICE = "choice", "Choice appointment and advice"
        BRIEF = "brief", "Brief enablement"
        STANDARD = "standard", "Network Plus"
        SPECIALIST = "specialist", "Specialist support"
        INTENSIVE = "intensive", "Intensive enablement"

    class Began(models.TextChoices):
        STARTED = "started", "Started"
        STEPPED_UP = "stepped_up", "Stepped up"
        STEPPED_DOWN = "stepped_down", "Stepped down"
        TOPPED_UP = "topped_up", "Topped up"

    class State(models.TextChoices):
        OPEN = "open", "Going on"
        ENDED = "ended", "Ended"

    class Ending(models.TextChoices):
        FINISHED = "finished", "Finished as planned"
        MOVED = "moved", "Moved to another tier"
        PERSON_STOPPED = "person_stopped", "The person chose to stop"
        CLOSED = "closed", "Closed with the pathway"
        OTHER = "other", "Ended for another reason"

    class OnSayOf(models.TextChoices):
        PERSON = "person", "The person"
        TOGETHER = "together", "The person and their worker together"
        CARER = "carer", "A carer or relative"
        WORKER = "worker", "Their worker"
        MANAGER = "manager", "A manager"
        TRUST = "trust", "The mental-health trust"
        OTHER = "other", "Somebody else"

    episode = models.ForeignKey("enablement.Episode", models.PROTECT, related_name="spells")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    main = models.BooleanField(default=True, help_text="An episode has one main spell at a time; others run beside it.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    team = models.ForeignKey("access.Team", models.PROTECT, related_name="spells")
    tasks = ArrayField(models.CharField(max_length=80), default=list, blank=True, help_text="Of Appendix A.")

    starts = models.DateField()
    last_day = models.DateField(null=True, blank=True, help_text="Brief enablement's limit, fixed when it starts.")
    began = models.CharField(max_length=14, choices=Began.choices, default=Began.STARTED)
    began_reason = models.TextField()
    began_on_say = models.CharField("on whose say", max_length=10, choices=OnSayOf.choices)
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    former = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    ends = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=16, choices=Ending.choices, blank=True)
    end_reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(AboutPerson.Meta):
        ordering = ["-starts", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="one_main_spell_at_a_time",
                expressions=[
                    ("episode", RangeOperators.EQUAL),
                    (DateRange("starts", "ends", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(main=True),
            ),
            # A spell that ended on its first day is an empty range, which overlaps nothing: hence this one as well.
            models.UniqueConstraint(
                fields=["episode"], condition=Q(main=True, state="open"), name="one_open_main_spell"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ends=None) | (Q(state="ended", ends__gte=F("starts")) & ~Q(ending="")),
                name="spell_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(tier="brief") | Q(last_day__isnull=False), name="brief_enablement_has_a_last_day"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "tier", "team"], name="spell_state_tier_team"),
            models.Index(fields=["last_day"], condition=Q(state="open"), name="spell_open_last_day"),
            models.Index(fields=["starts"], name="spell_starts"),
        ]

    def __str__(self):
        return f"{self.get_tier_display()} from {self.starts:%-d %B %Y}"
