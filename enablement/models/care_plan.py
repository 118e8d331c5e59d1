from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson, AboutPersonQuerySet

# What section 25 asks of the plan as a whole, and of each need.
FIELDS = [
    "involvement", "personal_budget", "council_pays", "direct_payment", "direct_payment_frequency",
    "direct_payment_needs", "advice", "reasons", "person_agrees", "person_disagrees_because", "copies_to",
]  # fmt: skip
NEED_FIELDS = ["outcome", "need", "wish", "eligible", "met_by", "how", "reason"]
YES_NO = {True: "yes", False: "no", None: ""}


class CareAndSupportPlan(AboutPerson, Versioned):
    """The plan behind the one page: what Care Act 2014 s25 says it must hold, for an adult or (a support plan) for a carer."""

    class Kind(models.TextChoices):
        ADULT = "adult", "Care and support plan"
        CARER = "carer", "Carer's support plan"

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        ASKED = "asked", "Waiting for approval"
        APPROVED = "approved", "In force"
        SUPERSEDED = "superseded", "Replaced by a newer one"
        ENDED = "ended", "Ended"

    episode = models.ForeignKey("enablement.Episode", models.PROTECT, null=True, blank=True, related_name="care_plans")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.ADULT)
    number = models.PositiveSmallIntegerField("version of the plan")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    assessment = models.CharField(
        max_length=80, blank=True, help_text="The assessment it rests on, such as assessments.assessment:41."
    )
    started_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    involvement = models.TextField("how the person and others took part", blank=True)
    personal_budget = models.DecimalField(
        "personal budget, a week", max_digits=9, decimal_places=2, null=True, blank=True
    )
    council_pays = models.DecimalField(
        "what the council pays of it, a week", max_digits=9, decimal_places=2, null=True, blank=True
    )
    direct_payment = models.DecimalField("direct payment", max_digits=9, decimal_places=2, null=True, blank=True)
    direct_payment_frequency = models.CharField("how often it is paid", max_length=40, blank=True)
    direct_payment_needs = models.TextField("needs it is for", blank=True)
    advice = models.TextField("advice on what can prevent, reduce or delay needs", blank=True)
    reasons = models.TextField("written reasons for these decisions", blank=True)
    person_agrees = models.BooleanField("the person agrees with the plan", null=True, blank=True)
    person_disagrees_because = models.TextField("what they do not agree with", blank=True)
    copies_to = models.TextField("who is given a copy", blank=True)

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    weekly_cost = models.DecimalField("weekly cost when asked", max_digits=9, decimal_places=2, null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField("reason for the decision", blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "number"], name="one_care_plan_for_each_number"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state__in=["draft", "asked"]), name="one_care_plan_being_written"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state="approved"), name="one_care_plan_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")) | Q(decided_by=None), name="care_plan_approval_apart_from_asking"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "asked"]) | Q(in_force_on__isnull=False),
                name="care_plan_in_force_from_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="care_plan_state_asked")]

    def __str__(self):
        return f"{self.get_kind_display()}, version {self.number}"

    def as_form(self):
        """What the plan says, by the names of its form's fields: bep/kit/conflict.py sets two versions side by side."""
        values = {name: getattr(self, name) for name in FIELDS} | {"person_agrees": YES_NO[self.person_agrees]}
        for number, need in enumerate(self.needs.all()):
            values |= {f"need_{number}_{name}": getattr(need, name) for name in NEED_FIELDS}
            values[f"need_{number}_eligible"] = YES_NO[need.eligible]
        return values

    @property
    def is_open(self):
        """Not yet decided."""
        return self.state in {self.State.DRAFT, self.State.ASKED}


class CareNeed(models.Model):
    """One need in a care and support plan: whether it meets the criteria, who meets it and how, and the reason in writing."""

    class MetBy(models.TextChoices):
        COUNCIL = "council", "The council"
        CARER = "carer", "A carer, willing and able"
        PERSON = "person", "The person themselves"
        COMMUNITY = "community", "The community or another service"
        NHS = "nhs", "The NHS"
        NOBODY = "nobody", "It will not be met"

    plan = models.ForeignKey(CareAndSupportPlan, models.CASCADE, related_name="needs")
    order = models.PositiveSmallIntegerField()
    outcome = models.CharField(
        max_length=60, blank=True, help_text="The outcome of the eligibility criteria it is about."
    )
    need = models.CharField(max_length=300)
    wish = models.TextField("what the person wants to be able to do", blank=True)
    eligible = models.BooleanField("meets the criteria", default=False)
    met_by = models.CharField("who meets it", max_length=10, choices=MetBy.choices)
    how = models.TextField("how it is met", blank=True)
    reason = models.TextField("reason for the decision", blank=True)

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="one_need_for_each_place")]

    def __str__(self):
        return self.need


class PlannedServiceQuerySet(AboutPersonQuerySet):
    def running(self, day):
        """Approved, begun by the day, and not ended before it; a suspended service runs on until it is ended."""
        return self.filter(Q(ends=None) | Q(ends__gt=day), approved_at__isnull=False, starts__lte=day)

    def in_force(self, day):
        """Approved and not ended, begun or still to begin: what the council has bound itself to pay."""
        return self.filter(Q(ends=None) | Q(ends__gt=day), approved_at__isnull=False)


class PlannedService(AboutPerson, Versioned):
    """One service the council arranges or pays for. Coded fields hold values of the lists of the same name (Client Level Data).

    It belongs to the plan that first asked for it and runs on under later versions until it ends: a changed price ends one and
    starts another, so that the return counts each once.
    """

    plan = models.ForeignKey(CareAndSupportPlan, models.PROTECT, related_name="services")
    service_type = models.CharField(max_length=80)
    service_component = models.CharField(max_length=80)
    delivery_mechanism = models.CharField(max_length=60, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    cqc_location_id = models.CharField("CQC location ID", max_length=20, blank=True)
    unit_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    cost_frequency = models.CharField(max_length=40, blank=True)
    planned_units = models.DecimalField("planned units a week", max_digits=7, decimal_places=2, null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    end_outcome = models.CharField(max_length=120, blank=True, help_text="Value of the list event_outcome.")
    suspended_on = models.DateField(null=True, blank=True)
    suspended_because = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True, help_text="Null while it is only asked for.")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = PlannedServiceQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="service_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(unit_cost=None) | Q(unit_cost__gte=0), name="service_costs_nought_or_more"
            ),
        ]
        indexes = [
            models.Index(fields=["starts", "ends"], condition=Q(approved_at__isnull=False), name="service_approved")
        ]

    def __str__(self):
        return self.service_component
