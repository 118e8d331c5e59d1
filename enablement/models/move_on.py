from django.conf import settings
from django.db import models

from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class MoveOn(AboutPerson, Versioned):
    """How ready somebody is to move on, with the milestones (business case s6.2.5). One for each time on the pathway."""

    class Potential(models.TextChoices):
        NOW = "now", "Ready now"
        SIX_MONTHS = "six_months", "Within six months"
        YEAR = "year", "Within a year"
        LATER = "later", "Later than a year"
        NOT_YET = "not_yet", "Not to be expected yet"

    episode = models.OneToOneField("enablement.Episode", models.PROTECT, related_name="move_on")
    potential = models.CharField(max_length=12, choices=Potential.choices)
    towards = models.TextField("what they are moving on to", blank=True)
    why = models.TextField("what this view rests on")
    looked_at_on = models.DateField()
    looked_at_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta(AboutPerson.Meta):
        indexes = [models.Index(fields=["potential"], name="move_on_potential")]

    def __str__(self):
        return f"Move-on: {self.get_potential_display().lower()}"


class Milestone(models.Model):
    """One step to move-on that can be seen to have been reached."""

    move_on = models.ForeignKey(MoveOn, models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    by_when = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["move_on", "order"], name="one_milestone_for_each_place")]

    def __str__(self):
        return self.what
