from django.db import models

from bep.kit.models.versioned import Versioned


class Council(Versioned):
    """The council that runs this service: names, codes and the words its public pages need. One row, loaded by a preset."""

    name = models.CharField(max_length=100, default="The council")
    service_name = models.CharField(max_length=100, default="Enablement Pathway")
    reference_prefix = models.CharField(max_length=6, default="BEP")
    la_code = models.CharField("LA code (3 digits)", max_length=3, blank=True)
    ods_code = models.CharField("ODS code", max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    crisis_lines = models.JSONField(default=list, help_text='[{"name", "phone", "when"}], most urgent first.')
    referral_read_times = models.CharField(max_length=200, blank=True, help_text="When the public form is read.")
    privacy_notice = models.TextField(blank=True)
    under_age_help = models.TextField(blank=True, help_text="Where somebody too young for this service is helped.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_council_one_database")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)
