from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson
from safeguarding.models.dols import DolsQuerySet


class CourtCase(AboutPerson, Versioned):
    """A deprivation of liberty outside care homes and hospitals, which the Court of Protection alone may authorise.

    It is tracked beside the applications of Schedule A1 and is no row of their return.
    """

    class State(models.TextChoices):
        IDENTIFIED = "identified", "Identified: evidence to gather"
        GATHERED = "gathered", "Evidence gathered: to apply"
        APPLIED = "applied", "Applied for"
        ORDERED = "ordered", "Authorised by the Court"
        CLOSED = "closed", "Closed"

    class Setting(models.TextChoices):
        SUPPORTED = "supported", "Supported living"
        HOME = "home", "Their own home"
        SHARED_LIVES = "shared_lives", "Shared lives"
        OTHER = "other", "Somewhere else"

    OPEN = ["identified", "gathered", "applied", "ordered"]

    reference = models.CharField(max_length=20, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IDENTIFIED)
    setting = models.CharField("where they live", max_length=12, choices=Setting.choices)
    restrictions = models.TextField("how their liberty is limited, and why")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="court_cases")
    identified_on = models.DateField()
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals")
    evidence = models.TextField(
        "the evidence: capacity, medical, care plan, what they and their family say", blank=True
    )
    gathered_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    case_number = models.CharField("the Court’s number", max_length=40, blank=True)
    ordered_on = models.DateField("order made on", null=True, blank=True)
    order_from = models.DateField(null=True, blank=True)
    order_to = models.DateField("its last day", null=True, blank=True)
    order_words = models.TextField("what it allows, and on what terms", blank=True)
    review_on = models.DateField("looked at again by", null=True, blank=True)
    reviewed_words = models.TextField("the last review", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_words = models.TextField("closed because", blank=True)
    due_on = models.DateField("the day its first clock runs out", help_text="Kept by every action.")

    objects = DolsQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ordered")
                | Q(ordered_on__isnull=False, review_on__isnull=False, order_to__gte=F("order_from")),
                name="an_order_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False) & ~Q(close_words=""),
                name="court_case_closed_why",
            ),
            models.UniqueConstraint(fields=["renews"], condition=~Q(state="closed"), name="one_renewal_of_an_order"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="court_queue"),
            models.Index(fields=["due_on", "id"], name="court_due"),
            models.Index(fields=["person", "state"], name="court_person"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_open(self):
        return self.state in self.OPEN
