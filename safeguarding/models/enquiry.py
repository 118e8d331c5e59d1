from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from bep.kit.models import Versioned
from people.models.linked import AboutPerson
from safeguarding.models.provider_enquiry import ProviderEnquiry
from safeguarding.models.seen import CaseQuerySet


class EnquiryQuerySet(CaseQuerySet):
    def open(self):
        return self.exclude(state="closed")


class Enquiry(AboutPerson, Versioned):
    """An enquiry about one adult: planned, made, reported, concluded, protected and reviewed, closed.

    Two people at least: a safeguarding adults manager leads and decides, an enquiry officer enquires.
    """

    class Kind(models.TextChoices):
        S42 = "s42", "Section 42 enquiry"
        OTHER = "other", "Other enquiry"

    class State(models.TextChoices):
        PLANNING = "planning", "Planning"
        ENQUIRING = "enquiring", "Enquiry"
        REPORTED = "reported", "Report to be decided on"
        CONCLUDED = "concluded", "Concluded: plan or close"
        PROTECTING = "protecting", "Protection plan"
        CLOSED = "closed", "Closed"

    class Asked(models.TextChoices):
        EXPRESSED = "expressed", "Asked, and they said what they want"
        NONE = "none", "Asked, and they wanted nothing in particular"
        NO = "no", "Not asked"
        UNKNOWN = "unknown", "Not known"

    class Lacks(models.TextChoices):
        YES = "yes", "They lack it"
        NO = "no", "They have it"
        UNKNOWN = "unknown", "Not known"

    class Advocate(models.TextChoices):
        NOT_NEEDED = "not_needed", "No substantial difficulty: none needed"
        FRIEND = "friend", "Family or a friend supports them"
        INDEPENDENT = "independent", "Independent advocate, s68"
        WAITING = "waiting", "Independent advocate asked for, s68"
        DECLINED = "declined", "They declined one"

    class RiskOutcome(models.TextChoices):
        """The rows of SG2c."""

        RISK_ACTION = "risk_action", "Risk identified and action taken"
        RISK_NONE = "risk_none", "Risk identified and no action taken"
        UNSURE_ACTION = "unsure_action", "Inconclusive and action taken"
        UNSURE_NONE = "unsure_none", "Inconclusive and no action taken"
        NO_RISK_ACTION = "no_risk_action", "No risk identified and action taken"
        NO_RISK_NONE = "no_risk_none", "No risk identified and no action taken"
        CEASED = "ceased", "Ceased at the adult's request and no action taken"

    class RiskNow(models.TextChoices):
        """The rows of SG2e, where a risk was identified."""

        REMAINED = "remained", "Risk remained"
        REDUCED = "reduced", "Risk reduced"
        REMOVED = "removed", "Risk removed"

    reference = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNING)
    provider_enquiry = models.ForeignKey(
        ProviderEnquiry, models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    opened_at = models.DateTimeField(db_default=Now())
    stage_since = models.DateTimeField(db_default=Now())
    due_on = models.DateField("this stage is due", null=True, blank=True)
    sam = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enquiries_led")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="enquiries_made"
    )

    # Making Safeguarding Personal
    asked = models.CharField("asked what they want to happen", max_length=10, choices=Asked.choices, blank=True)
    advocate = models.CharField(max_length=12, choices=Advocate.choices, blank=True)
    advocate_name = models.CharField(max_length=120, blank=True)
    lacks_capacity = models.CharField(
        "do they lack capacity for decisions about this enquiry", max_length=8, choices=Lacks.choices, blank=True
    )

    # What was planned, found and concluded
    scope = models.TextField("what the enquiry must find out", blank=True)
    interim = models.TextField("how they are kept safe meanwhile", blank=True)
    planned_on = models.DateField(null=True, blank=True)
    report = models.TextField("what was found", blank=True)
    reported_on = models.DateField(null=True, blank=True)
    sent_back = models.TextField("sent back because", blank=True)
    risk_outcome = models.CharField(max_length=14, choices=RiskOutcome.choices, blank=True)
    risk_now = models.CharField(max_length=8, choices=RiskNow.choices, blank=True)
    conclusion = models.TextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    plan = models.TextField("protection plan", blank=True)
    plan_agreed = models.CharField("agreed with", max_length=160, blank=True)

    # How it ended
    remaining_risk = models.TextField("how remaining risk is managed", blank=True)
    felt = models.TextField("what they say about how it went", blank=True)
    felt_not_asked = models.CharField("why nobody asked them", max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        verbose_name_plural = "enquiries"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sam=F("officer")), name="manager_and_officer_are_two_people"),
            models.CheckConstraint(
                condition=Q(state__in=["planning", "concluded", "closed"]) | Q(officer__isnull=False),
                name="enquiry_has_an_officer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["concluded", "protecting", "closed"])
                | Q(concluded_on__isnull=False) & ~Q(risk_outcome=""),
                name="concluded_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") ^ Q(closed_on__isnull=False) & ~Q(remaining_risk=""),
                name="closed_with_remaining_risk_told",
            ),
            models.CheckConstraint(
                condition=Q(risk_now="") | Q(risk_outcome__in=["risk_action", "risk_none"]),
                name="risk_now_where_risk_was",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=~Q(state="closed"), name="enquiry_due"),
            models.Index(fields=["person", "-opened_at"], name="enquiry_person"),
            models.Index(fields=["opened_at"], name="enquiry_opened"),
            models.Index(fields=["concluded_on"], name="enquiry_concluded"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_open(self):
        return self.state != self.State.CLOSED

    @property
    def owner(self):
        """Whose turn it is: the officer's while it is made, else the manager's."""
        return self.officer if self.state == self.State.ENQUIRING else self.sam
