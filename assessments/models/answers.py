from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from assessments.law import CarerOutcome, Limb, Outcome, Wellbeing
from assessments.models.needs import NeedsAssessment
from bep.kit.models import Versioned

# A carer's outcome that an adult also has carries the same words.
OUTCOMES = list(dict([*Outcome.choices, *CarerOutcome.choices]).items())


class OutcomeAnswer(Versioned):
    """What one outcome is like for the person, and whether they are able to achieve it. Each has its own version, so two
    workers may write about two outcomes at once."""

    class Answer(models.TextChoices):
        ABLE = "able", "Able"
        UNABLE = "unable", "Unable"
        NOT_RELEVANT = "not_relevant", "Does not apply"

    assessment = models.ForeignKey(NeedsAssessment, models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    words = models.TextField("what it is like, in their words", blank=True)
    wish = models.TextField("what they would like", blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    limbs = ArrayField(models.CharField(max_length=10, choices=Limb.choices), default=list, blank=True)
    view = models.TextField("what the worker saw or thinks, kept apart", blank=True)
    strengths = models.TextField("what they do, and who helps already", blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["assessment", "outcome"], name="one_answer_for_each_outcome"),
            models.CheckConstraint(
                condition=Q(answer="unable") & ~Q(limbs=[]) | ~Q(answer="unable") & Q(limbs=[]),
                name="unable_says_in_what_way",
            ),
        ]

    def __str__(self):
        return self.get_outcome_display()


class WellbeingAnswer(models.Model):
    """How much the unmet outcomes weigh on one area of wellbeing (s1(2))."""

    class Impact(models.TextChoices):
        NONE = "none", "No impact"
        SOME = "some", "Some"
        SIGNIFICANT = "significant", "Significant"

    assessment = models.ForeignKey(NeedsAssessment, models.PROTECT, related_name="wellbeing")
    area = models.CharField(max_length=20, choices=Wellbeing.choices)
    impact = models.CharField(max_length=12, choices=Impact.choices)
    words = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["assessment", "area"], name="one_answer_for_each_area")]

    def __str__(self):
        return self.get_area_display()
