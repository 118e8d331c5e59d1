from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from bep.kit import clock
from bep.kit.models import Versioned
from partners.models.organisation import Organisation
from people.models.linked import AboutPerson, AboutPersonQuerySet


class AgreementQuerySet(models.QuerySet):
    def in_force(self):
        today = clock.today()
        return self.filter(Q(ends=None) | Q(ends__gte=today), state=SharingAgreement.State.AGREED, starts__lte=today)


class SharingAgreement(Versioned):
    """What we tell another organisation, of whom, why and on what lawful basis, from a day to a day.

    Nothing leaves without one in force: it is asked for by one officer and approved by another.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waits for approval"
        AGREED = "agreed", "Approved"
        REFUSED = "refused", "Not approved"
        ENDED = "ended", "Ended"

    class Covers(models.TextChoices):
        REFERRED = "referred", "People whom they referred to us"
        NAMED = "named", "People named one by one"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    purpose = models.CharField(max_length=200)
    lawful_basis = models.CharField(max_length=200)
    covers = models.CharField("people covered", max_length=8, choices=Covers.choices)
    fields = ArrayField(
        models.CharField(max_length=40), default=list, help_text="What may be told: see partners/shared.py."
    )
    starts = models.DateField("from")
    ends = models.DateField("to", null=True, blank=True)
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_because = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.TextField(blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["organisation", "-starts", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="agreement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None) | (~Q(state="asked") & Q(decided_by__isnull=False)),
                name="agreement_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_by__isnull=False) | (~Q(state="ended") & Q(ended_by=None)),
                name="agreement_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | ~Q(decided_by=F("asked_by")), name="sharing_approval_apart_from_asking"
            ),
        ]

    def __str__(self):
        return f"{self.organisation.name}: {self.purpose}"

    @property
    def in_force(self):
        today = clock.today()
        return self.state == self.State.AGREED and self.starts <= today <= (self.ends or today)


class CoveredPersonQuerySet(AboutPersonQuerySet):
    def current(self, today=None):
        """From the day on which they were added until the day on which that was ended, which counts no more."""
        today = today or clock.today()
        return self.filter(Q(ends=None) | Q(ends__gt=today), starts__lte=today)


class CoveredPerson(AboutPerson):
    """One person whom an agreement covers by name. Somebody restricted is covered only where that was granted on purpose."""

    agreement = models.ForeignKey(SharingAgreement, models.PROTECT, related_name="people")
    starts = models.DateField("from")
    ends = models.DateField("to", null=True, blank=True)
    although_restricted = models.BooleanField(default=False)
    reason = models.TextField()
    added_at = models.DateTimeField(db_default=Now())
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CoveredPersonQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="covered_ends_after_start"),
            models.UniqueConstraint(
                fields=["agreement", "person"], condition=Q(ends=None), name="covered_once_by_each_agreement"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="covered_person")]

    def __str__(self):
        return f"{self.agreement}"
