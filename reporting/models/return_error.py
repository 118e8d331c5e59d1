from django.db import models

from reporting.models.statutory_return import Return


class ReturnError(models.Model):
    """What one rule found in one row of a return."""

    class Severity(models.TextChoices):
        ERROR = "error", "Must be put right"
        WARNING = "warning", "Worth a look"

    statutory_return = models.ForeignKey(
        Return, models.PROTECT, db_constraint=False, db_index=False, related_name="errors"
    )
    line = models.PositiveIntegerField()
    rule = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True, default="")
    severity = models.CharField(max_length=8, choices=Severity.choices)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["statutory_return", "rule", "line"], name="return_error_rule")]

    def __str__(self):
        return f"{self.rule}: {self.field}"
