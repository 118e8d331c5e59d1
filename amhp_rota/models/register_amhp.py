import secrets

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from bep.kit.models import Versioned

DAYS = DateRangeField()


def days(first, last):
    """Both ends included."""
    return Func(first, last, models.Value("[]"), function="daterange", output_field=DAYS)


def stored_as(training, name):
    """A name that says nothing, in the private media folder: only the view that checks leads there."""
    return f"amhp/{secrets.token_hex(16)}"


class Amhp(Versioned):
    """An entry of the register of approved mental health professionals (SI 2008/1206 reg 8)."""

    class Profession(models.TextChoices):
        SOCIAL_WORKER = "social_worker", "Social worker"
        NURSE = "nurse", "Mental health or learning disability nurse"
        OCCUPATIONAL_THERAPIST = "occupational_therapist", "Occupational therapist"
        PSYCHOLOGIST = "psychologist", "Practitioner psychologist"

    worker = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="amhp")
    profession = models.CharField(max_length=24, choices=Profession.choices)
    as_and_when = models.BooleanField("as and when: no contracted hours, no share of the burdens", default=False)
    hours = models.DecimalField("contracted hours a week", max_digits=4, decimal_places=1, null=True, blank=True)
    nights = models.BooleanField("works nights", default=True)
    areas = ArrayField(models.CharField(max_length=20), default=list, blank=True, help_text="None: any area.")
    on_rota = models.BooleanField("takes part in the rota", default=True)

    class Meta:
        default_permissions = ()
        ordering = ["worker__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(as_and_when=True, hours=None) | Q(as_and_when=False, hours__gt=0),
                name="contracted_hours_unless_as_and_when",
            ),
        ]

    def __str__(self):
        return self.worker.name


class Approval(Versioned):
    """A council's approval, of five years at most (reg 4); it may end early (reg 7). Kept five years after its end."""

    class Ended(models.TextChoices):
        ASKED = "asked", "The AMHP asked in writing"
        COMPETENCE = "competence", "No longer competent"
        PROFESSION = "profession", "No longer of the profession"
        CONDITION = "condition", "A condition was not met"
        OTHER_COUNCIL = "other_council", "Another council approved them"

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="approvals")
    council = models.CharField("approving council", max_length=120)
    first = models.DateField("approved from")
    last = models.DateField("approved to", help_text="The last day of approval: it ends when that day ends.")
    ended_because = models.CharField("why it ended early", max_length=14, choices=Ended.choices, blank=True)
    ended_words = models.TextField("reasons given to the AMHP", blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-first", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="approval_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(last__lt=Func(
                    F("first"), template="(%(expressions)s + interval '5 years')", output_field=models.DateTimeField(),
                )),
                name="approval_of_five_years_at_most",
            ),
            ExclusionConstraint(
                name="one_approval_at_a_time",
                expressions=[("amhp", RangeOperators.EQUAL), (days("first", "last"), RangeOperators.OVERLAPS)],
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.amhp}, approved by {self.council}"


class ApprovalWarning(models.Model):
    """That an approval ends in six, three or one months: somebody who keeps the register has seen it, and acts on it."""

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="warnings")
    months = models.PositiveSmallIntegerField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["approval", "months"], name="each_warning_is_seen_once")]


class Suspension(Versioned):
    """Approval suspended for as long as the professional registration is (reg 6)."""

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="suspensions")
    first = models.DateField("suspended from")
    last = models.DateField("suspended to", null=True, blank=True)
    reason = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="suspension_ends_after_it_begins"
            ),
        ]


class Training(models.Model):
    """Hours of training in a year of approval (reg 5(a)), with its certificate."""

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="trainings")
    day = models.DateField("completed on")
    title = models.CharField("what it was", max_length=160)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    agreed = models.BooleanField("agreed by this council as relevant", default=False)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.FileField(upload_to=stored_as, blank=True)
    certificate_name = models.CharField(max_length=120, blank=True)
    certificate_kind = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=100), name="training_has_hours"),
            models.CheckConstraint(
                condition=Q(agreed=False) | Q(agreed_by__isnull=False), name="training_is_agreed_by_somebody"
            ),
        ]

    def __str__(self):
        return self.title


class ActingFor(models.Model):
    """Another council for which the AMHP has agreed to act, told in writing (reg 5(b))."""

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="acting_for")
    council = models.CharField(max_length=120)
    first = models.DateField("from")
    last = models.DateField("until", null=True, blank=True)
    told_on = models.DateField("told us on")

    class Meta:
        default_permissions = ()
        ordering = ["-first", "pk"]


class Supervision(models.Model):
    """A supervision of the AMHP's practice: when, by whom, and when the next is due."""

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="supervisions")
    day = models.DateField("held on")
    supervisor = models.CharField(max_length=120)
    agreed = models.TextField("what was agreed", blank=True)
    next_due = models.DateField("next due by")

    class Meta:
        default_permissions = ()
        ordering = ["-day", "-pk"]


class Absence(Versioned):
    """Days on which an AMHP is not there: leave is asked and then approved; sickness and training are recorded."""

    class Kind(models.TextChoices):
        LEAVE = "leave", "Leave"
        SICKNESS = "sickness", "Sickness"
        TRAINING = "training", "Training"
        OTHER = "other", "Other duties"

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    first = models.DateField("from")
    last = models.DateField("to, that day included", null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("reason of the decision", blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-first", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(kind="leave", last=None), name="leave_has_a_last_day"),
        ]
        indexes = [models.Index(fields=["amhp", "first"], name="amhp_absence")]


class Wish(models.Model):
    """A day, or a kind of shift on it, that an AMHP would like, or would rather not have."""

    amhp = models.ForeignKey(Amhp, models.PROTECT, related_name="wishes")
    day = models.DateField()
    wants = models.BooleanField()
    kind = models.ForeignKey("amhp_rota.ShiftKind", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["amhp", "day", "kind"], name="one_wish_for_each_shift", nulls_distinct=False
            )
        ]
