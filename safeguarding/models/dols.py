from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned
from people.models import Person
from people.models.linked import AboutPerson, AboutPersonQuerySet
from safeguarding import permissions as may
from safeguarding.models.provider import Provider

# The six requirements (Mental Capacity Act 2005 Sch A1 para 12), and how each stands: the codes are the return's own.
REQUIREMENTS = {
    "age": "Age", "mental_health": "Mental health", "capacity": "Mental capacity", "no_refusals": "No refusals",
    "eligibility": "Eligibility", "best_interests": "Best interests",
}  # fmt: skip
NOT_ASSESSED, MET, NOT_MET, EQUIVALENT = "0", "1", "2", "3"
STATUS = [
    (NOT_ASSESSED, "Not assessed"), (MET, "Met"), (NOT_MET, "Not met"), (EQUIVALENT, "Met by an equivalent assessment"),
]  # fmt: skip


def all_met():
    return Q(**{f"{name}__in": [MET, EQUIVALENT] for name in REQUIREMENTS})


def any_not_met():
    found = Q()
    for name in REQUIREMENTS:
        found |= Q(**{name: NOT_MET})
    return found


def requirement(label):
    return models.CharField(label, max_length=1, choices=STATUS, default=NOT_ASSESSED)


class DolsQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Of people the worker may see; those who handle applications see those of every unrestricted person."""
        if worker.has_perm(may.DOLS_HANDLE):
            return self.filter(person__in=Person.objects.findable_by(worker))
        return super().visible_to(worker) if worker.has_perm(may.DOLS_VIEW) else self.none()

    def open(self):
        return self.filter(state__in=self.model.OPEN)


class DolsApplication(AboutPerson, Versioned):
    """A request to authorise a deprivation of liberty in a care home or hospital, and the authorisation that it may lead to.

    One request, one row: also in the return. What others decide elsewhere (the Court of Protection) is no row of this.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Received: to be allocated"
        ASSESSING = "assessing", "Being assessed"
        TO_SIGN = "to_sign", "To be signed"
        GRANTED = "granted", "Authorised"
        SUSPENDED = "suspended", "Suspended"
        NOT_GRANTED = "not_granted", "Not granted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        ENDED = "ended", "Ended"

    class Setting(models.TextChoices):
        CARE_HOME = "care_home", "Care home"
        HOSPITAL = "hospital", "Hospital"

    class Found(models.TextChoices):
        NO = "no", "No deprivation of liberty"
        AUTHORISED = "authorised", "A deprivation that is authorised already"
        UNAUTHORISED = "unauthorised", "An unauthorised deprivation: a request is asked for"

    class EndReason(models.TextChoices):
        EXPIRED = "expired", "Its period ran out"
        REVIEWED = "reviewed", "A review found a requirement not met any more"
        MOVED = "moved", "They moved elsewhere"
        HOME = "home", "They went home"
        REPLACED = "replaced", "A new authorisation took its place"
        COURT = "court", "The Court of Protection ended it"
        DIED = "died", "They have died"
        OTHER = "other", "Something else"

    PENDING = ["received", "assessing", "to_sign"]
    RUNNING = ["granted", "suspended"]
    OPEN = [*PENDING, *RUNNING]

    reference = models.CharField(max_length=20, unique=True, editable=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    setting = models.CharField("where", max_length=10, choices=Setting.choices)
    managing_authority = models.CharField("managing authority", max_length=160)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="dols")
    cqc_location = models.CharField("CQC location code", max_length=20, blank=True)
    contact = models.CharField("who there, and how to reach them", max_length=160)
    purpose = models.TextField("what they are held there for")
    restrictions = models.TextField("how their liberty is limited", blank=True)
    received_on = models.DateField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals")

    urgent_given_on = models.DateField("urgent authorisation given on", null=True, blank=True)
    urgent_until = models.DateField("its last day", null=True, blank=True)
    urgent_extended_until = models.DateField("its last day, extended", null=True, blank=True)
    urgent_extended_why = models.TextField("exceptional reasons for extending it", blank=True)
    third_party_on = models.DateField("somebody else asked whether they are deprived of liberty", null=True, blank=True)
    third_party_by = models.CharField("who asked", max_length=120, blank=True)
    third_party_found = models.CharField(max_length=12, choices=Found.choices, blank=True)
    third_party_settled_on = models.DateField(null=True, blank=True)

    bia = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="dols_to_assess",
        verbose_name="best interests assessor",
    )  # fmt: skip
    doctor = models.CharField("mental health assessor", max_length=120, blank=True)
    age = requirement("age")
    mental_health = requirement("mental health")
    capacity = requirement("mental capacity")
    no_refusals = requirement("no refusals")
    eligibility = requirement("eligibility")
    best_interests = requirement("best interests")
    maximum_days = models.PositiveSmallIntegerField("the longest period the assessor supports", null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    sent_back = models.TextField("sent back because", blank=True)

    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField("sign-off date", null=True, blank=True)
    sign_words = models.TextField("reasons", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField("last day of the authorisation", null=True, blank=True)
    deprived_anyway = models.CharField(
        "not granted, but a deprivation is occurring", max_length=3, choices=[("yes", "Yes"), ("no", "No")], blank=True
    )
    suspended_on = models.DateField(null=True, blank=True)
    suspended_why = models.TextField(blank=True)
    ended_on = models.DateField("ended or withdrawn on", null=True, blank=True)
    end_reason = models.CharField(max_length=10, choices=EndReason.choices, blank=True)
    end_words = models.TextField(blank=True)
    due_on = models.DateField("the day its first clock runs out", help_text="Kept by every action.")

    objects = DolsQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "suspended", "ended"])
                | all_met()
                & Q(signed_by__isnull=False, signed_on__isnull=False, starts_on__isnull=False)
                & Q(ends_on__gte=F("starts_on")),
                name="granted_only_if_all_six_are_met",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_granted") | any_not_met() & Q(signed_by__isnull=False, signed_on__isnull=False),
                name="refused_only_if_one_is_not_met",
            ),
            models.CheckConstraint(
                condition=~Q(signed_by=F("sent_by")) & ~Q(signed_by=F("bia")) & ~Q(signed_by=F("received_by")),
                name="authoriser_is_neither_asker_nor_assessor",
            ),
            models.CheckConstraint(
                condition=Q(urgent_given_on=None, urgent_until=None, urgent_extended_until=None)
                | Q(urgent_until__gte=F("urgent_given_on")),
                name="urgent_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ended", "withdrawn"]) | Q(ended_on__isnull=False), name="ended_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["renews"], condition=~Q(state="withdrawn"), name="one_renewal_of_an_authorisation"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="dols_queue"),
            models.Index(fields=["due_on", "id"], name="dols_due"),
            models.Index(fields=["person", "-received_on"], name="dols_person"),
            models.Index(fields=["received_on"], name="dols_received"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_pending(self):
        return self.state in self.PENDING

    @property
    def is_running(self):
        return self.state in self.RUNNING

    @property
    def urgent_ends(self):
        return self.urgent_extended_until or self.urgent_until

    @property
    def statuses(self):
        """{requirement: how it stands}."""
        return {name: getattr(self, name) for name in REQUIREMENTS}
