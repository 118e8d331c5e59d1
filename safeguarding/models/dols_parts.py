from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned, WrittenOnce
from people.models.linked import AboutPerson
from safeguarding.models.dols import REQUIREMENTS, STATUS, DolsApplication, DolsQuerySet


class Profession(models.TextChoices):
    AMHP = "amhp", "AMHP"
    SOCIAL_WORKER = "social_worker", "Social worker"
    NURSE = "nurse", "Nurse"
    OT = "ot", "Occupational therapist"
    PSYCHOLOGIST = "psychologist", "Psychologist"
    S12_DOCTOR = "s12_doctor", "Doctor approved under section 12"
    DOCTOR = "doctor", "Doctor with three years’ experience in mental disorder"


class DolsPart(AboutPerson):
    """What every part of an application has. Seen with the application."""

    application = models.ForeignKey(DolsApplication, models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = DolsQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        abstract = True
        ordering = ["pk"]


class DolsAssessment(DolsPart, WrittenOnce):
    """One requirement, assessed by somebody who may: the newest of each stands on the application too."""

    requirement = models.CharField(max_length=14, choices=list(REQUIREMENTS.items()))
    status = models.CharField(max_length=1, choices=STATUS)
    assessed_on = models.DateField("assessed on, or the day of the equivalent assessment")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    assessor_name = models.CharField(max_length=120)
    profession = models.CharField(max_length=13, choices=Profession.choices)
    trained = models.BooleanField("trained, and refreshed as the regulations ask")
    insured = models.BooleanField("insured, and with a criminal-record certificate")
    independent = models.BooleanField("no relative of theirs, and no financial interest")
    not_in_care = models.BooleanField("not involved in their care or treatment", default=False)
    no_doubt = models.BooleanField("no reason to doubt the equivalent assessment", default=False)
    words = models.TextField("what was found")
    maximum_days = models.PositiveSmallIntegerField("the longest period supported", null=True, blank=True)

    class Meta(DolsPart.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(trained=True, insured=True, independent=True), name="assessor_is_fit"),
        ]

    def __str__(self):
        return f"{self.get_requirement_display()}: {self.get_status_display().lower()}"


class DolsCondition(DolsPart, Versioned):
    """A condition of the authorisation: the managing authority must keep it."""

    class Kept(models.TextChoices):
        YES = "yes", "Kept"
        PARTLY = "partly", "Partly kept"
        NO = "no", "Not kept"

    words = models.TextField("the condition")
    kept = models.CharField(max_length=6, choices=Kept.choices, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)

    def __str__(self):
        return self.words


class DolsSupporter(DolsPart, Versioned):
    """Who speaks for the person: their representative, or an independent mental capacity advocate."""

    class Kind(models.TextChoices):
        FAMILY = "family", "Representative: family or a friend"
        PAID = "paid", "Representative, paid"
        S39A = "39a", "Advocate under section 39A"
        S39C = "39c", "Advocate under section 39C"
        S39D = "39d", "Advocate under section 39D"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=120)
    relation = models.CharField("who they are to the person, or their organisation", max_length=120)
    starts = models.DateField("appointed on")
    ends = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=200, blank=True)

    class Meta(DolsPart.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="supporter_from_to")
        ]

    def __str__(self):
        return self.name

    @property
    def is_representative(self):
        return self.kind in {self.Kind.FAMILY, self.Kind.PAID}


class DolsVisit(DolsPart, WrittenOnce):
    """The representative, or an advocate, saw the person."""

    supporter = models.ForeignKey(DolsSupporter, models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    words = models.TextField("what came of it")

    def __str__(self):
        return f"Visit, {self.visited_on:%-d %B %Y}"


class DolsReview(DolsPart, WrittenOnce):
    """A formal review (Sch A1 Part 8), and nothing less: the return counts these."""

    class AskedBy(models.TextChoices):
        PERSON = "person", "The person"
        REPRESENTATIVE = "representative", "Their representative"
        HOME = "home", "The managing authority"
        COUNCIL = "council", "The council"

    class Outcome(models.TextChoices):
        STANDS = "stands", "Nothing changes"
        CONDITIONS = "conditions", "The conditions are varied"
        GROUNDS = "grounds", "Met for another reason"
        NOT_MET = "not_met", "Not met any more: the authorisation ends"

    asked_by = models.CharField("who asked for it", max_length=14, choices=AskedBy.choices)
    asked_on = models.DateField()
    requirement = models.CharField("of which requirement", max_length=14, choices=list(REQUIREMENTS.items()))
    reviewed_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    words = models.TextField()

    def __str__(self):
        return f"Review, {self.reviewed_on:%-d %B %Y}"


class DolsCopy(DolsPart, WrittenOnce):
    """A copy of what was decided, given to somebody who must have it."""

    class To(models.TextChoices):
        PERSON = "person", "The person"
        REPRESENTATIVE = "representative", "Their representative"
        HOME = "home", "The managing authority"
        ADVOCATE = "advocate", "The advocate (IMCA)"
        CONSULTED = "consulted", "Whoever the best interests assessor consulted"

    to = models.CharField(max_length=14, choices=To.choices)
    name = models.CharField(max_length=160, blank=True)
    given_on = models.DateField()

    def __str__(self):
        return self.get_to_display()
