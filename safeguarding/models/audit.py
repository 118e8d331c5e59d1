"""The case-file audit: its questions as dated versions, and each month's sample, bound to the version of its day."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import Versioned, WrittenOnce


class AuditTool(WrittenOnce):
    """One version of the audit: questions, sizes, grades and days, from presets/casefile-audit.toml. The next one ends it."""

    code = models.CharField(max_length=20, unique=True)
    starts = models.DateField(unique=True)
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=10, default="LOCAL")
    sizes = models.JSONField(help_text="How many cases of each source a month.")
    grades = models.JSONField(help_text="What a role counts for: the key of a role, and its grade.")
    days = models.JSONField(help_text="How many days each step has.")

    class Meta:
        default_permissions = ()
        ordering = ["-starts"]

    def __str__(self):
        return self.code


class AuditQuestion(WrittenOnce):
    """One fixed question of a version, with what may be answered and what good looks like."""

    tool = models.ForeignKey(AuditTool, models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    good = models.TextField("what good looks like")
    answers = models.JSONField(help_text="Pairs of code and label, in their order.")

    class Meta:
        default_permissions = ()
        ordering = ["tool", "number"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "key"], name="one_audit_question_of_a_key"),
            models.UniqueConstraint(fields=["tool", "number"], name="one_audit_question_of_a_number"),
        ]

    def __str__(self):
        return self.words


class AuditSample(Versioned):
    """A month's sample. Its seed and the list it was drawn from are kept, so that anybody can draw it again."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    month = models.DateField(unique=True, help_text="Its first day.")
    tool = models.ForeignKey(AuditTool, models.PROTECT, related_name="samples")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    seed = models.CharField(max_length=40)
    listed = models.JSONField(help_text="Every case it was drawn from: {source: {team: [numbers]}}.")
    drawn_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)
    learned = models.TextField("what the service learns from it", blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="audit_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | Q(state="closed", closed_at__isnull=False) & ~Q(learned=""),
                name="audit_sample_closed_when",
            ),
        ]

    def __str__(self):
        return f"{self.month:%B %Y}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN
