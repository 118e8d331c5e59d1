from django.db import models
from django.db.models import Q

from bep.kit.models import Versioned
from safeguarding.models.part import Part
from safeguarding.models.provider import Provider


class Allegation(Part, Versioned):
    """One kind of abuse or neglect, in one place, from one source; each with an outcome of its own."""

    class Outcome(models.TextChoices):
        SUBSTANTIATED = "substantiated", "Substantiated"
        PARTLY = "partly", "Partly substantiated"
        NOT = "not", "Not substantiated"
        INCONCLUSIVE = "inconclusive", "Inconclusive"
        CEASED = "ceased", "Enquiry ceased at the adult's request"

    kind = models.CharField(max_length=20)
    location = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="allegations")
    alleged = models.TextField("who is said to have done it, or failed to act", blank=True)
    source_died_on = models.DateField("when the source of the risk died", null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    outcome_why = models.TextField(blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(outcome_why=""), name="outcome_of_an_allegation_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"Allegation {self.pk}"
