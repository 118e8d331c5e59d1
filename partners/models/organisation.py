from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper

from bep.kit.models import Versioned


class Organisation(Versioned):
    """Another organisation whose systems talk to ours, by its ODS code (Organisation Data Service; form RECALLED)."""

    class Kind(models.TextChoices):
        TRUST = "trust", "NHS trust"
        GP = "gp", "GP practice"
        VOLUNTARY = "voluntary", "Voluntary organisation"
        COUNCIL = "council", "Council"
        OTHER = "other", "Other"

    ods_code = models.CharField(
        "ODS code",
        max_length=10,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z0-9]{2,10}$", "An ODS code is two to ten capital letters and figures, like TAF.")
        ],
    )
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sources = ArrayField(
        models.CharField(max_length=40), default=list, help_text="Values of referral_source that it may refer as."
    )
    contact = models.TextField("whom we ask, and how to reach them", blank=True)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ods_code=Upper("ods_code")), name="ods_code_in_capitals")
        ]

    def __str__(self):
        return f"{self.name} ({self.ods_code})"
