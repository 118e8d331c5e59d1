from django.db import models


class Target(models.Model):
    """A period, limit or target that a council or the law sets, dated so that a change of law changes no code.

    `key` such as "choice_appointment.within"; `value` with `unit` (days, working_days, weeks, months, hours, count, pounds).
    """

    key = models.CharField(max_length=80)
    label = models.CharField(max_length=160)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, default="local", help_text="law, local (this council's target) or limit.")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default="LOCAL")

    class Meta:
        ordering = ["key", "-starts"]
        constraints = [models.UniqueConstraint(fields=["key", "starts"], name="one_target_for_each_day_it_starts")]

    def __str__(self):
        return f"{self.label}: {self.amount}"

    @property
    def amount(self):
        """Such as "14 days"."""
        return f"{self.value.normalize():f} {self.unit.replace('_', ' ')}"
