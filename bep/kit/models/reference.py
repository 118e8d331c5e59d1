from django.db import models


class CodeList(models.Model):
    """A list of values that somebody else defines (a return, an NHS dictionary) or this council does. See `bep.kit.reference`."""

    name = models.CharField(max_length=60, help_text='Such as "ethnicity" or "cld.event_outcome".')
    release = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default="VERIFIED", help_text="VERIFIED, INFERRED, RECALLED or LOCAL.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "release"], name="one_list_for_each_release")]

    def __str__(self):
        return f"{self.name} {self.release}".strip()


class Code(models.Model):
    """One value of a list: `value` is just what the return wants, `label` what people read, `maps_to` what is sent outwards."""

    list = models.ForeignKey(CodeList, models.PROTECT, related_name="codes")
    value = models.CharField(max_length=120)
    label = models.CharField(max_length=160)
    group = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    maps_to = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["list", "order", "value"]
        constraints = [models.UniqueConstraint(fields=["list", "value"], name="one_code_for_each_value")]

    def __str__(self):
        return self.label
