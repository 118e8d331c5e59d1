from django.db import models
from django.db.models.functions import Lower

from bep.kit.models import Versioned


class Provider(Versioned):
    """A home, hospital or service in which abuse was said to have happened, or whose workers are the source of the risk."""

    class Kind(models.TextChoices):
        NURSING = "nursing", "Care home with nursing"
        RESIDENTIAL = "residential", "Residential care home"
        HOME_CARE = "home_care", "Home care"
        SUPPORTED = "supported", "Supported living"
        DAY = "day", "Day or community service"
        HOSPITAL = "hospital", "Hospital"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    postcode = models.CharField(max_length=8, blank=True)
    cqc_location = models.CharField("CQC location ID", max_length=20, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("name"), "postcode", name="one_provider_of_a_name_at_a_place")]

    def __str__(self):
        return self.name
