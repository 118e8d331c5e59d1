from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from assessments.law import Cause, Difficulty, Eligibility
from assessments.models.meeting import ChoiceMeeting
from bep.kit.models import Versioned
from people.models import Person
from people.models.linked import AboutPerson

YES_NO = [("yes", "Yes"), ("no", "No")]
CARER_OFFERED = [
    ("accepted", "Offered, and wants one"),
    ("declined", "Offered, and does not want one"),
    ("not_yet", "Not offered yet"),
]


class NeedsAssessment(AboutPerson, Versioned):
    """An adult's needs assessment (Care Act 2014 s9), or a carer's (s10). Once decided it is never changed."""

    class Kind(models.TextChoices):
        NEEDS = "needs", "Care Act assessment"
        CARER = "carer", "Carer's assessment"

    class State(models.TextChoices):
        UNDERWAY = "underway", "Being written"
        SUBMITTED = "submitted", "Waiting for a social worker to sign"
        DECIDED = "decided", "Decided"
        STOPPED = "stopped", "Stopped"

    class Follows(models.TextChoices):
        CORRECTION = "correction", "Corrects it"
        REASSESSMENT = "reassessment", "Things have changed"

    class StopReason(models.TextChoices):
        REFUSED = "refused", "They refuse an assessment (s11)"
        MOVED = "moved", "They moved to another council's area"
        DIED = "died", "They have died"
        ERROR = "error", "Started by mistake"

    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.NEEDS)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNDERWAY)
    meeting = models.ForeignKey(ChoiceMeeting, models.PROTECT, null=True, blank=True, related_name="assessments")
    cares_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    follows_as = models.CharField(max_length=12, choices=Follows.choices, blank=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="needs_assessments")
    started_on = models.DateField()
    due = models.DateField()

    # How it is done: SI 2014/2827 regs 2 and 3, Care Act s9(5), s67.
    method = models.CharField(max_length=60, blank=True, help_text="From the list cld.method_of_assessment.")
    self_assessment_wanted = models.CharField(max_length=3, choices=YES_NO, blank=True)
    self_assessment_capacity = models.CharField(max_length=3, choices=YES_NO, blank=True)
    who_took_part = models.TextField(blank=True)
    difficulties = ArrayField(models.CharField(max_length=12, choices=Difficulty.choices), default=list, blank=True)
    difficulty_asked = models.BooleanField(default=False)
    supporter = models.CharField("an appropriate person who supports them", max_length=120, blank=True)
    advocate = models.CharField("independent advocate", max_length=120, blank=True)
    advocate_asked_on = models.DateField(null=True, blank=True)

    # What they want, and where the needs come from.
    wishes = models.TextField("what they want in day-to-day life", blank=True)
    causes = ArrayField(models.CharField(max_length=10, choices=Cause.choices), default=list, blank=True)
    causes_answered = models.BooleanField(default=False)
    cause_words = models.TextField(blank=True)
    fluctuates = models.CharField(max_length=3, choices=YES_NO, blank=True)
    fluctuation_words = models.TextField("how it changes, and over what time we looked", blank=True)

    # A carer's own questions: reg 3(1)(a), reg 3(2)(a), s10(5)-(6).
    necessary_care = models.CharField(max_length=3, choices=YES_NO, blank=True)
    health_at_risk = models.CharField(max_length=3, choices=YES_NO, blank=True)
    willing_and_able = models.TextField(blank=True)
    hours_caring = models.PositiveSmallIntegerField("hours of care in a week", null=True, blank=True)

    # Wellbeing: s1(2), reg 2(1)(c).
    significant_impact = models.CharField(max_length=3, choices=YES_NO, blank=True)
    impact_words = models.TextField(blank=True)

    # The family: SI 2014/2827 reg 4 (impact on others, young carers), s10 for carers.
    children = models.CharField(max_length=3, choices=YES_NO, blank=True)
    children_words = models.TextField(blank=True)
    child_caring = models.CharField("is a child helping to care?", max_length=3, choices=YES_NO, blank=True)
    carer = models.CharField("does somebody care for them unpaid?", max_length=3, choices=YES_NO, blank=True)
    carer_offered = models.CharField(max_length=10, blank=True, choices=CARER_OFFERED)
    health_care = models.CharField("may NHS continuing healthcare apply?", max_length=3, choices=YES_NO, blank=True)

    # The decision: s13.
    proposed = models.CharField(max_length=40, choices=Eligibility.choices, blank=True)
    proposed_reason = models.TextField(blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.TextField(blank=True)
    eligibility = models.CharField(max_length=40, choices=Eligibility.choices, blank=True)
    decision_reason = models.TextField(blank=True)
    advice = models.TextField("what can be done, and advice on meeting or reducing needs", blank=True)
    suggested = models.CharField(max_length=40, choices=Eligibility.choices, blank=True)
    suggestion_lines = models.JSONField(default=list, blank=True)
    differs = models.BooleanField(default=False, help_text="The decision is not what the rule suggested.")
    differs_because = models.TextField("why the decision is not what the rule suggests", blank=True)
    wants_needs_met = models.CharField("do they want these needs met?", max_length=3, choices=YES_NO, blank=True)
    ordinarily_resident = models.CharField("ordinarily resident here?", max_length=3, choices=YES_NO, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    stop_reason = models.CharField(max_length=10, choices=StopReason.choices, blank=True)
    stop_words = models.TextField(blank=True)
    stopped_on = models.DateField(null=True, blank=True)

    class Meta(AboutPerson.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(decided_at__isnull=False, decided_on__isnull=False, decided_by__isnull=False)
                & ~Q(eligibility="")
                & ~Q(decision_reason=""),
                name="decided_assessment_says_what_who_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(proposed="") & ~Q(proposed_reason=""),
                name="submitted_assessment_proposes",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(submitted_by=None) | ~Q(submitted_by=models.F("decided_by")),
                name="asker_is_not_the_approver",
            ),
            models.CheckConstraint(
                condition=Q(differs=False) | ~Q(differs_because=""), name="differing_decision_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | Q(stopped_on__isnull=False) & ~Q(stop_reason=""),
                name="stopped_assessment_says_why",
            ),
            models.CheckConstraint(
                condition=Q(follows=None, follows_as="") | Q(follows__isnull=False) & ~Q(follows_as=""),
                name="following_assessment_says_as_what",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=["underway", "submitted"]),
                name="one_open_assessment_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "state"]), models.Index(fields=["state", "due"]), models.Index(fields=["decided_on"]),
        ]  # fmt: skip

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_carers(self):
        return self.kind == self.Kind.CARER

    @property
    def is_open(self):
        return self.state in {self.State.UNDERWAY, self.State.SUBMITTED}
