from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Job, Versioned


class Return(Versioned):
    """A statutory return for a period, built from the records of the day and kept as it was built. Rebuilding makes a new one."""

    class Kind(models.TextChoices):
        CLD = "cld", "Client Level Data"
        SAC = "sac", "Safeguarding Adults Collection"

    class State(models.TextChoices):
        BUILDING = "building", "Being built"
        BUILT = "built", "Built"
        SIGNED = "signed", "Signed off"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CLD)
    period_start = models.DateField("from")
    period_end = models.DateField("to")
    release = models.CharField("release of the specification", max_length=10, default="R2")
    state = models.CharField(max_length=10, choices=State.choices, default=State.BUILDING)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    lists = models.JSONField(
        default=list, help_text="Each code list as it stood at building: name, release, source, status."
    )

    built_at = models.DateTimeField(null=True, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="Rows by event type; errors by rule.")
    error_count = models.PositiveIntegerField(default=0)
    warning_count = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=120, blank=True)
    file_size = models.BigIntegerField(default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_words = models.TextField("what was looked at before signing", blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="return_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="building") | Q(built_at__isnull=False) & ~Q(sha256=""),
                name="built_return_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="signed_return_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("asked_by")), name="return_signed_by_another"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.period_start:%-d %B %Y} to {self.period_end:%-d %B %Y}"

    @property
    def unconfirmed(self):
        """The lists that nobody has confirmed against the specification: while there is one, nothing is ready to submit."""
        return [item for item in self.lists if item["status"] not in ("VERIFIED", "LOCAL")]

    @property
    def hash_parts(self):
        """The SHA-256 in parts, so that a narrow page may break it and a copy of it is still whole."""
        return [self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8)]

    @property
    def broke_off(self):
        """Its job ended without building it: stopped by somebody, or failed."""
        return self.state == self.State.BUILDING and self.job is not None and self.job.is_over
