from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from amhp_rota.models.desk_request import AssessmentRequest, DeskQuerySet
from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class Doctor(Versioned):
    """A doctor who may be asked to examine: approved under section 12 from and until, where, when, in which languages."""

    name = models.CharField(max_length=120)
    gmc_number = models.CharField("GMC number", max_length=10, unique=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    s12_from = models.DateField("approved under section 12 from", null=True, blank=True)
    s12_until = models.DateField("until", null=True, blank=True)
    approved_clinician = models.BooleanField(
        default=False, help_text="A doctor who is an approved clinician counts as approved under section 12."
    )
    specialty = models.CharField(max_length=80, blank=True)
    place = models.CharField("where they usually are", max_length=80, blank=True)
    languages = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    availability = models.CharField("when they can be asked", max_length=200, blank=True)
    nights = models.BooleanField("comes at night", default=False)
    away_until = models.DateField("not available until", null=True, blank=True)
    clinical_team = models.CharField("clinical team they work in", max_length=80, blank=True)
    is_active = models.BooleanField("may be asked", default=True)

    class Meta:
        default_permissions = ()
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(s12_until=None) | Q(s12_until__gte=F("s12_from")), name="doctor_approved_until_after_from"
            )
        ]

    def __str__(self):
        return self.name

    def s12_on(self, day):
        """Approved under section 12 on a day, or counting as such."""
        approved = self.s12_from and self.s12_from <= day and (self.s12_until is None or day <= self.s12_until)
        return bool(approved or self.approved_clinician)


class Recommendation(AboutPerson, Versioned):
    """A doctor's medical recommendation: when they examined, when they signed, whether they knew the person before."""

    class Section(models.TextChoices):
        S2 = "s2", "Section 2"
        S3 = "s3", "Section 3"
        S4 = "s4", "Section 4"
        S7 = "s7", "Section 7, guardianship"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="recommendations")
    doctor = models.ForeignKey(Doctor, models.PROTECT, related_name="recommendations")
    section = models.CharField(max_length=4, choices=Section.choices)
    examined_at = models.DateTimeField("examined")
    joint = models.BooleanField("examined together with the other doctor", default=False)
    knew_before = models.BooleanField("knew the person before", default=False)
    is_s12 = models.BooleanField("approved under section 12 on that day", default=False)
    signed_on = models.DateField("signed on", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(AboutPerson.Meta):
        ordering = ["examined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "doctor", "section"], name="one_recommendation_of_each_doctor")
        ]

    def __str__(self):
        return f"{self.doctor}, {self.get_section_display().lower()}"


class Declaration(AboutPerson):
    """What an assessor says about conflicts of interest (SI 2008/1205): none, or which; for this assessment."""

    class Ground(models.TextChoices):
        FINANCIAL = "financial", "Financial interest in the outcome"
        BOUGHT = "ward_staff", "Independent hospital: both doctors are on its staff"
        BUSINESS_PATIENT = "business_patient", "Same business venture as the person"
        BUSINESS_ASSESSOR = "business_assessor", "Same business venture as another assessor"
        BUSINESS_RELATIVE = "business_relative", "Same business venture as the applying nearest relative"
        DIRECTS = "directs", "Directs or employs the person or another assessor"
        TEAM_PATIENT = "team_patient", "Works in the same clinical team as the person"
        TEAM_ALL = "team_all", "All three assessors work in one clinical team"
        KIN_PATIENT = "kin_patient", "Relative or partner of the person"
        KIN_ASSESSOR = "kin_assessor", "Relative or partner of another assessor"
        KIN_RELATIVE = "kin_relative", "Relative or partner of the applying nearest relative"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="declarations")
    doctor = models.ForeignKey(Doctor, models.PROTECT, null=True, blank=True, related_name="+")
    amhp = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    grounds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    urgent_because = models.TextField("why it could not wait for another assessor", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(AboutPerson.Meta):
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(doctor=None, amhp__isnull=False) | Q(doctor__isnull=False, amhp=None),
                name="declaration_of_one_assessor",
            )
        ]

    @property
    def assessor(self):
        return self.doctor or self.amhp


class FeeClaim(AboutPerson, Versioned):
    """What a doctor is paid for an examination: entered by one, passed for payment by another."""

    class State(models.TextChoices):
        CLAIMED = "claimed", "Claimed"
        PASSED = "passed", "Passed for payment"
        REFUSED = "refused", "Not paid"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="fees")
    doctor = models.ForeignKey(Doctor, models.PROTECT, related_name="fees")
    fee = models.DecimalField(max_digits=8, decimal_places=2)
    miles = models.PositiveSmallIntegerField(default=0)
    travel = models.DecimalField("travel", max_digits=8, decimal_places=2, default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CLAIMED)
    claimed_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["claimed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "doctor"], name="one_fee_for_each_examination"),
            models.CheckConstraint(
                condition=~Q(settled_by=F("entered_by")), name="fee_is_passed_by_another",
            ),
        ]  # fmt: skip

    @property
    def total(self):
        return self.fee + self.travel
