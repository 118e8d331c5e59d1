from django.db import models
from django.db.models import Q

from bep.kit.models import Versioned, WrittenOnce
from safeguarding.models.enquiry import Enquiry
from safeguarding.models.part import Part


class Wish(Part, Versioned):
    """An outcome that the adult, or whoever speaks for them, wants; in their words, revisited, and at the end achieved or not."""

    class Achieved(models.TextChoices):
        FULLY = "fully", "Fully achieved"
        PARTLY = "partly", "Partly achieved"
        NOT = "not", "Not achieved"

    words = models.TextField("what they want, in their words")
    said_by = models.CharField("said by", max_length=120, blank=True, help_text="Empty for the adult themself.")
    said_on = models.DateField()
    revisited_on = models.DateField("asked again on", null=True, blank=True)
    achieved = models.CharField(max_length=8, choices=Achieved.choices, blank=True)
    comment = models.TextField("what they say about it", blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(achieved="") | Q(revisited_on__isnull=False), name="achieved_when_asked_again"
            ),
        ]

    def __str__(self):
        return f"Wish {self.pk}"


class CapacityView(Part, WrittenOnce):
    """What was thought of the adult's capacity at one decision: specific to it and to its time (Mental Capacity Act s2, s3)."""

    class At(models.TextChoices):
        DECISION = "decision", "At the section 42(1) decision"
        PLANNING = "planning", "When the enquiry was planned"
        OUTCOME = "outcome", "When the outcome was decided"
        PLAN = "plan", "When the protection plan was made"
        CLOSURE = "closure", "When it was closed"

    at = models.CharField("which decision", max_length=10, choices=At.choices)
    lacks = models.CharField("do they lack capacity", max_length=8, choices=Enquiry.Lacks.choices)
    why = models.TextField(blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(lacks="yes") | ~Q(why=""), name="lack_of_capacity_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.get_at_display()}: {self.get_lacks_display()}"


class CitedCapacity(Part, WrittenOnce):
    """A capacity assessment that a decision of this enquiry rests on; it stands, whole, in the assessments room."""

    assessment = models.ForeignKey("assessments.CapacityAssessment", models.PROTECT, related_name="cited")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "assessment"], name="capacity_assessment_cited_once"),
        ]

    def __str__(self):
        return f"Rests on a capacity assessment, {self.pk}"


class RiskRating(Part, WrittenOnce):
    """How likely harm is and how bad it would be, at one time: the first and the last stand beside each other in the matrix."""

    STEPS = range(1, 6)
    rated_on = models.DateField()
    likelihood = models.PositiveSmallIntegerField("how likely, 1 to 5")
    impact = models.PositiveSmallIntegerField("how bad, 1 to 5")
    words = models.TextField("why")

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5), name="risk_from_1_to_5"
            ),
        ]

    def __str__(self):
        return f"{self.likelihood} × {self.impact}"

    @property
    def score(self):
        return self.likelihood * self.impact

    @property
    def band(self):
        return band(self.score)


def band(score):
    """How a cell of the matrix reads: low, moderate, high."""
    return "high" if score >= 15 else "moderate" if score >= 6 else "low"
