from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amhp_rota.models.desk_request import AssessmentRequest
from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class MhaAssessment(AboutPerson, Versioned):
    """An AMHP's own record of considering somebody's case: written by them alone, signed once, then added to only."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        SIGNED = "signed", "Signed"

    class Told(models.TextChoices):
        INFORMED = "informed", "Informed, and told of the right to order discharge"
        CONSULTED = "consulted", "Consulted"
        NOT_PRACTICABLE = "not_practicable", "Not: it was not reasonably practicable"
        DELAY = "delay", "Not: it would have meant unreasonable delay"
        NOBODY = "nobody", "There is nobody, or nobody could be found"

    class Objects(models.TextChoices):
        NO = "no", "No objection"
        YES = "yes", "Objects"
        UNKNOWN = "unknown", "Not known"

    class Capacity(models.TextChoices):
        YES = "yes", "Has capacity to decide about going into hospital"
        NO = "no", "Lacks capacity to decide about going into hospital"
        UNSURE = "unsure", "Could not be assessed"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="assessments")
    amhp = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mha_assessments")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    signed_at = models.DateTimeField(null=True, blank=True)

    # Section 13: considering the case and interviewing in a suitable manner.
    considered = models.TextField("why the case is considered, and what was known", blank=True)
    seen_at = models.DateTimeField("personally seen at", null=True, blank=True)
    seen_where = models.CharField("where", max_length=200, blank=True)
    manner = models.TextField("how the interview was made suitable", blank=True)
    present = models.CharField("who else was there", max_length=200, blank=True)
    persons_view = models.TextField("what the person says and wants", blank=True)
    medical_view = models.TextField("what the doctors find", blank=True)
    others_view = models.TextField("what family, carers and colleagues say", blank=True)

    # Sections 11 and 26.
    relatives = models.JSONField(default=list, blank=True, help_text="What section 26 asks of each.")
    relatives_patient = models.JSONField(
        default=dict, blank=True, help_text="What sections 26 to 28 ask of the person."
    )
    relative_steps = models.JSONField(default=list, blank=True, help_text="The way to the finding, in sentences.")
    relative_found = models.CharField("nearest relative by section 26", max_length=160, blank=True)
    relative_name = models.CharField("nearest relative acted with", max_length=160, blank=True)
    relative_override = models.TextField("why somebody else than section 26 names", blank=True)
    relative_told = models.CharField("informed or consulted", max_length=16, choices=Told.choices, blank=True)
    relative_told_how = models.TextField("when and how, or why not", blank=True)
    relative_objects = models.CharField("objects", max_length=8, choices=Objects.choices, blank=True)
    relative_view = models.TextField("what they say", blank=True)

    rights_given = models.TextField("rights explained, and how", blank=True)
    alternatives = models.TextField("what could be done instead, and why not", blank=True)
    capacity = models.CharField(max_length=8, choices=Capacity.choices, blank=True)
    capacity_why = models.TextField("how you know", blank=True)
    risk = models.TextField("risk to themselves and others", blank=True)
    dependants = models.TextField("children, dependants, pets, home and property", blank=True)
    outcome = models.CharField(max_length=14, choices=AssessmentRequest.Outcome.choices, blank=True)
    reasons = models.TextField("reasons for the decision", blank=True)
    no_acquaintance = models.TextField("why neither doctor knew the person before", blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["-pk"]
        constraints = [
            # Another AMHP who takes the request on sees the person and decides for themselves.
            models.UniqueConstraint(fields=["request", "amhp"], name="one_record_of_each_amhp"),
            models.CheckConstraint(
                condition=Q(state="draft", signed_at=None)
                | Q(state="signed", signed_at__isnull=False, seen_at__isnull=False) & ~Q(outcome=""),
                name="signed_assessment_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(seen_at=None) | Q(signed_at__gte=F("seen_at")),
                name="assessment_signed_after_seeing",
            ),
        ]

    def __str__(self):
        return f"Assessment {self.request}"

    @property
    def is_signed(self):
        return self.state == self.State.SIGNED


class Paper(AboutPerson, Versioned):
    """A statutory form, or an AMHP's part of one, filled from the record. Printed at any time; unfinished, it says so."""

    class Form(models.TextChoices):
        A2 = "A2", "A2: section 2, application by an AMHP"
        A6 = "A6", "A6: section 3, application by an AMHP"
        A10 = "A10", "A10: section 4, emergency application by an AMHP"
        G2 = "G2", "G2: section 7, guardianship application by an AMHP"
        CTO1 = "CTO1", "CTO1, Part 2: section 17A, community treatment order"
        CTO5 = "CTO5", "CTO5, Part 2: section 17F(4), revocation"
        CTO7 = "CTO7", "CTO7, Part 2: section 20A, extension"
        CTO9 = "CTO9", "CTO9, Part 2: Part 6, transferred to England"

    class State(models.TextChoices):
        DRAFT = "draft", "Unfinished"
        SIGNED = "signed", "Signed"
        SPOILT = "spoilt", "Not used"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="papers")
    form = models.CharField(max_length=4, choices=Form.choices)
    amhp = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mha_papers")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    facts = models.JSONField(default=dict, blank=True, help_text="What the form says, beside the record.")
    addressed_to = models.CharField("hospital, or council", max_length=200, blank=True)
    seen_at = models.DateTimeField("last personally seen", null=True, blank=True)
    applied_at = models.DateTimeField("date of the application", null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "form", "amhp"], condition=~Q(state="spoilt"), name="one_paper_of_each_form"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(applied_at__isnull=False, signed_at__isnull=False),
                name="signed_paper_has_its_date",
            ),
        ]

    def __str__(self):
        return f"{self.form} for {self.request}"

    @property
    def section(self):
        return {"A2": "s2", "A6": "s3", "A10": "s4", "G2": "s7"}.get(self.form, "")
