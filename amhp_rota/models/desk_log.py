from django.conf import settings
from django.db import models
from django.db.models import Q

from amhp_rota.models.desk_request import AssessmentRequest, DeskQuerySet
from bep.kit import clock
from bep.kit.models import WrittenOnce
from people.models.linked import AboutPerson


class LogLine(AboutPerson, WrittenOnce):
    """One thing that happened around a request: a call, an option tried, a move, a note. Never changed afterwards.

    The delays, the handover and the AMHP's report are made from these lines.
    """

    class Kind(models.TextChoices):
        CALL = "call", "Call"
        OPTION = "option", "Instead of detention"
        MOVE = "move", "Stage"
        NOTE = "note", "Note"
        DELAY = "delay", "Delay"
        VISIT = "visit", "Visit"
        ASSESSMENT = "assessment", "Assessment"
        CASE = "case", "Casework"

    class Result(models.TextChoices):
        TRIED = "tried", "Tried, no answer"
        ANSWERED = "answered", "Answered"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"

    class Option(models.TextChoices):
        CRISIS = "crisis_team", "Crisis or home treatment team"
        INFORMAL = "informal", "Going into hospital informally"
        CRISIS_HOUSE = "crisis_house", "Crisis house or respite"
        COMMUNITY = "community", "More help from the community team"
        MEDICATION = "medication", "A change of medication"
        FAMILY = "family", "Help from family or friends"
        MCA = "mca", "The Mental Capacity Act"
        OTHER = "other", "Something else"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, null=True, blank=True, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    topic = models.CharField(max_length=14, blank=True, help_text="What is waited for, the option tried, or the stage.")
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    who = models.CharField("with whom", max_length=120, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField("when it happened", default=clock.now)
    written_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DeskQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind__in=["call", "option"]) | ~Q(result=""), name="call_has_a_result"),
        ]
        indexes = [
            models.Index(fields=["request", "at"], name="mha_log_request"),
            models.Index(fields=["at"], name="mha_log_at"),
            models.Index(fields=["person", "at"], name="mha_log_person"),
        ]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self):
        """The line as a reader reads it, without time, name or doer."""
        return " ".join(part for part in (self.head, self.words) if part).strip()

    @property
    def head(self):
        from amhp_rota.models.desk_request import Delay

        said = self.get_result_display().lower()
        if self.kind == self.Kind.CALL:
            whom = self.who or Delay.Cause(self.topic).label
            return f"{whom}: {said}." if self.who else f"Called for {whom.lower()}: {said}."
        if self.kind == self.Kind.OPTION:
            return f"{self.Option(self.topic).label}: {said}."
        if self.kind == self.Kind.MOVE:
            return f"{AssessmentRequest.State(self.topic).label}."
        return ""
