from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amhp_rota import permissions as may
from bep.kit import clock, faces
from bep.kit.models import Versioned
from people.models import Person
from people.models.linked import AboutPerson, AboutPersonQuerySet


class DeskQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Rows whose person the worker may see; the desk's own records stay open to the desk, also once they are closed."""
        if worker.has_perm(may.DESK):
            return self.filter(person__in=Person.objects.findable_by(worker))
        return super().visible_to(worker)


class RequestQuerySet(DeskQuerySet):
    def open(self):
        return self.exclude(state=AssessmentRequest.State.CLOSED)


class AssessmentRequest(AboutPerson, Versioned):
    """Somebody asks that an AMHP consider a person's case (Mental Health Act 1983 s13), from the call to the outcome.

    Nobody but the AMHP who assesses decides; this row says how far the work around the decision has got.
    """

    class Source(models.TextChoices):
        COMMUNITY = "community_team", "Community team"
        HOSPITAL = "hospital", "Hospital"
        POLICE = "police", "Police"
        RELATIVE = "nearest_relative", "Nearest relative, s13(4)"
        PRISON = "prison", "Prison"
        COURT = "court", "Court"
        HUB = "hub", "Hub front door"
        OTHER = "other", "Somebody else"

    class Power(models.TextChoices):
        NONE = "", "None: not held now"
        S136 = "s136", "s136, by the police from a public place"
        S135 = "s135", "s135, under a warrant"
        S5_2 = "s5_2", "s5(2), by a doctor in hospital"
        S5_4 = "s5_4", "s5(4), by a nurse in hospital"
        S2 = "s2", "s2 already"
        RECALL = "recall", "s17E, recalled from a community treatment order"

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        TRIAGED = "triaged", "Triaged"
        GATHERING = "gathering", "Gathering"
        DOCTORS = "doctors", "Doctors"
        WARRANT = "warrant", "Warrant"
        ASSESSING = "assessing", "Assessing"
        BED_WAIT = "bed_wait", "Bed wait"
        CONVEYING = "conveying", "Conveying"
        DECIDED = "decided", "Decided"
        CLOSED = "closed", "Closed"

    class Outcome(models.TextChoices):
        NOT_ASSESSED = "not_assessed", "Considered, no assessment needed"
        NOT_DETAINED = "not_detained", "Assessed, not detained"
        INFORMAL = "informal", "Admitted informally"
        S2 = "s2", "Detained, section 2"
        S3 = "s3", "Detained, section 3"
        S4 = "s4", "Detained, section 4"
        S7 = "s7", "Guardianship, section 7"
        CTO = "cto", "Community treatment order agreed"
        CTO_REFUSED = "cto_refused", "Community treatment order not agreed"
        DISCHARGED = "discharged", "Discharged from section 135 or 136"
        DIED = "died", "The person died"
        OTHER = "other", "Other"

    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    source = models.CharField(max_length=20, choices=Source.choices)
    asked_by = models.CharField("who asks", max_length=120)
    asked_phone = models.CharField("their phone", max_length=30, blank=True)
    reason = models.TextField("why now")
    risks = models.TextField("anything that could cause harm", blank=True)
    tried = models.TextField("what was tried before", blank=True)
    place = models.CharField("where the person is", max_length=200)
    received_at = models.DateTimeField(db_default=Now())
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, null=True, blank=True, related_name="mha_request"
    )

    power = models.CharField("held under", max_length=8, choices=Power.choices, blank=True)
    held_from = models.DateTimeField("held since", null=True, blank=True)
    extended_hours = models.PositiveSmallIntegerField("longer by, hours", null=True, blank=True)
    extended_by = models.CharField("doctor who authorised it", max_length=120, blank=True)
    extended_because = models.TextField("clinical grounds", blank=True)
    released_at = models.DateTimeField("no longer held since", null=True, blank=True)

    out_of_area = models.CharField("council where they live, if not here", max_length=80, blank=True)
    interpreter = models.CharField("interpreter needed", max_length=60, blank=True)
    children = models.TextField("children, and who is with them", blank=True)
    children_none = models.BooleanField("no children in the home: asked", default=False)
    other_needs = models.TextField("pets, carers, access, police needed", blank=True)

    amhp = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="requests")
    stage_since = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    outcome_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    told_relative = models.TextField("written reasons to the nearest relative, s13(4)", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(state="closed"), name="one_open_mha_request_for_each_person"
            ),
            models.CheckConstraint(condition=Q(power="") | Q(held_from__isnull=False), name="held_since_a_moment"),
            models.CheckConstraint(
                condition=Q(extended_hours=None) | Q(power__in=["s135", "s136"]) & ~Q(extended_by=""),
                name="extension_is_by_a_doctor",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(released_at__gte=F("held_from")), name="released_after_held"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "closed"]) | ~Q(outcome=""), name="decided_with_an_outcome"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "received_at"], name="mha_request_open", condition=~Q(state="closed")),
            models.Index(fields=["person", "-received_at"], name="mha_request_person"),
            models.Index(fields=["received_at"], name="mha_request_received"),
        ]

    def __str__(self):
        return f"M-{self.pk:05d}"

    @property
    def is_open(self):
        return self.state != self.State.CLOSED

    @property
    def is_held(self):
        return bool(self.power) and self.released_at is None

    @property
    def power_name(self):
        """The section alone: s136."""
        return self.get_power_display().partition(",")[0]

    @property
    def needs(self):
        """What whoever goes there must know at a glance."""
        said = [
            (self.out_of_area, f"lives in {self.out_of_area}"), (self.interpreter, f"{self.interpreter} interpreter"),
            (self.children, "children"), (self.person.restricted, "restricted record"),
        ]  # fmt: skip
        return [words for value, words in said if value]


class Delay(AboutPerson):
    """Something that the assessment waits for, from when and until when. One of each kind at a time."""

    class Cause(models.TextChoices):
        DOCTOR = "doctor", "A doctor"
        BED = "bed", "A bed"
        POLICE = "police", "The police"
        AMBULANCE = "ambulance", "An ambulance"
        WARRANT = "warrant", "The court, for a warrant"
        INTERPRETER = "interpreter", "An interpreter"
        RELATIVE = "relative", "The nearest relative"
        CRISIS = "crisis", "The crisis team"
        AMHP = "amhp", "An AMHP"
        UNFIT = "unfit", "The person is not fit to be interviewed yet"
        OTHER = "other", "Something else"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="delays")
    cause = models.CharField("waits for", max_length=12, choices=Cause.choices)
    why = models.CharField("why", max_length=200, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "cause"], condition=Q(ended_at=None), name="one_delay_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="delay_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return f"Waits for {self.get_cause_display().lower()}"

    @property
    def minutes(self):
        """Whole minutes until it ended, or until now."""
        return int(((self.ended_at or clock.now()) - self.began_at).total_seconds() // 60)

    @property
    def length(self):
        """As one says it: 6 h 2 min."""
        return faces.span(timedelta(minutes=self.minutes))
