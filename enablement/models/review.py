from django.conf import settings
from django.db import models
from django.db.models import Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class Review(AboutPerson, Versioned):
    """A review: planned with the day it is due, then held with what came of it, or called off with the reason.

    Due and overdue are not states: they are the day it is due, set against today.
    """

    class Of(models.TextChoices):
        PLAN = "plan", "Enablement plan"
        BRIEF = "brief", "End of brief enablement"
        CARE = "care", "Care and support plan"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CALLED_OFF = "called_off", "Called off"

    class Result(models.TextChoices):
        NO_CHANGE = "no_change", "Nothing changes"
        CHANGED = "changed", "The plan or package changes"
        ENDED = "ended", "Support ends"

    episode = models.ForeignKey("enablement.Episode", models.PROTECT, null=True, blank=True, related_name="reviews")
    of = models.CharField("what is reviewed", max_length=6, choices=Of.choices)
    plan = models.ForeignKey("enablement.EnablementPlan", models.PROTECT, null=True, blank=True, related_name="reviews")
    care_plan = models.ForeignKey(
        "enablement.CareAndSupportPlan", models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    spell = models.ForeignKey("enablement.SupportSpell", models.PROTECT, null=True, blank=True, related_name="reviews")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    due_on = models.DateField()
    due_because = models.CharField(max_length=80, help_text="Key of the target that set the day, or asked.")
    booked_for = models.DateTimeField(null=True, blank=True)
    booked_where = models.CharField(max_length=120, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    started_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=120, blank=True, help_text="Value of the list review_reason.")
    method = models.CharField(max_length=60, blank=True, help_text="Value of the list method_of_review.")
    outcomes_achieved = models.CharField(
        max_length=60, blank=True, help_text="Value of the list review_outcomes_achieved."
    )
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    event_outcome = models.CharField(max_length=120, blank=True, help_text="Value of the list event_outcome.")
    persons_view = models.TextField("what the person says", blank=True)
    summary = models.TextField("what was found and decided", blank=True)
    called_off_because = models.TextField(blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False) & ~Q(result="") | ~Q(state="held"),
                name="held_review_has_a_day_and_result",
            ),
            # One at a time of each kind, so that a rule run twice plans nothing twice.
            models.UniqueConstraint(
                fields=["person", "of"], condition=Q(state="planned"), name="one_review_planned_of_each_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(state="planned"), name="review_planned_due"),
            models.Index(fields=["held_on"], name="review_held_on"),
        ]

    def __str__(self):
        return f"Review: {self.get_of_display().lower()}"
