from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amhp_rota.models.desk_request import AssessmentRequest, DeskQuerySet
from bep.kit import clock
from bep.kit.models import Versioned, WrittenOnce
from people.models.linked import AboutPerson


class Handover(Versioned):
    """What the desk hands to the next shift: a word in general, and a paragraph for each request (HandoverLine)."""

    words = models.TextField("for everybody", blank=True)
    since = models.DateTimeField("from")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_by=None) | ~Q(acknowledged_by=F("written_by")),
                name="handover_is_acknowledged_by_another",
            )
        ]
        indexes = [models.Index(fields=["written_at"], condition=Q(acknowledged_at=None), name="handover_open")]

    def __str__(self):
        return f"Handover of {clock.as_date(self.written_at):%-d %B %Y}"


class HandoverLine(AboutPerson, WrittenOnce):
    """What is handed over about one request; seen by whoever may see the person."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="+")
    words = models.TextField()

    objects = DeskQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["pk"]


class Visit(AboutPerson, Versioned):
    """A worker goes out: where, until when, and who is asked when they are not heard of."""

    class State(models.TextChoices):
        OUT = "out", "Out"
        SAFE = "safe", "Back, safe"
        CALLED_OFF = "called_off", "Called off"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="visits")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mha_visits")
    backup = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    where = models.CharField(max_length=200)
    with_whom = models.CharField("who goes along", max_length=200, blank=True)
    phone = models.CharField("phone they carry", max_length=30)
    plan = models.TextField("what is planned, and what could go wrong", blank=True)
    starts = models.DateTimeField()
    expected_end = models.DateTimeField("heard of by")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OUT)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["expected_end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expected_end__gt=F("starts")), name="visit_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(state="out") ^ Q(ended_at__isnull=False), name="visit_over_since_when"),
            models.UniqueConstraint(fields=["worker"], condition=Q(state="out"), name="one_visit_at_a_time"),
        ]
        indexes = [models.Index(fields=["expected_end"], condition=Q(state="out"), name="visit_out")]

    def __str__(self):
        return f"Visit to {self.where}"

    @property
    def is_out(self):
        return self.state == self.State.OUT

    @property
    def is_overdue(self):
        return self.is_out and self.expected_end < clock.now()


class VisitStep(WrittenOnce):
    """One thing that happened to a visit: set off, a check-in, a call to the next on the list, safe."""

    class Kind(models.TextChoices):
        SET_OFF = "set_off", "Set off"
        STILL = "still", "Safe, still there"
        SAFE = "safe", "Safe, finished"
        ESCALATED = "escalated", "Overdue: asked"
        REACHED = "reached", "Reached by a colleague"
        CALLED_OFF = "called_off", "Called off"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    round = models.PositiveSmallIntegerField("times it was checked in before", default=0)
    level = models.PositiveSmallIntegerField("how far down the list", null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "round", "level"], condition=Q(kind="escalated"), name="each_on_the_list_asked_once"
            )
        ]
