from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit import clock
from bep.kit.models import Versioned
from people.models import Person
from safeguarding.models.provider import Provider
from safeguarding.models.seen import ConcernQuerySet


class Concern(Versioned):
    """A sign of suspected abuse or neglect of one adult, reported to the council or seen by it (Care Act 2014 s42(1)).

    What was said stays here as it was given. `person` is empty until somebody has matched it; until then only those who
    decide see it. Several adults of one provider have a concern each.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "To be decided"
        ENQUIRY = "enquiry", "Enquiry under section 42"
        OTHER_ENQUIRY = "other_enquiry", "Other enquiry"
        JOINED = "joined", "Part of an enquiry that is open already"
        NO_ENQUIRY = "no_enquiry", "No enquiry"
        ERROR = "error", "Raised in error"

    class Channel(models.TextChoices):
        STAFF = "staff", "A worker of ours"
        PUBLIC_FORM = "public_form", "Public form"
        REFERRAL = "referral", "From a referral"
        PARTNER = "partner", "From a partner's system"
        IMPORT = "import", "Imported"

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    class Consent(models.TextChoices):
        YES = "yes", "They agree"
        NO = "no", "They do not want it"
        CANNOT = "cannot", "They may not be able to decide this now"
        NOT_ASKED = "not_asked", "Not asked yet"

    class Police(models.TextChoices):
        TOLD = "told", "Told"
        NOT_NEEDED = "not_needed", "Not needed: no crime is suspected"
        TO_TELL = "to_tell", "Still to be told"
        UNKNOWN = "unknown", "Not known"

    reference = models.CharField(max_length=20, unique=True, editable=False)
    state = models.CharField(max_length=14, choices=State.choices, default=State.RECEIVED)
    channel = models.CharField("how it came", max_length=12, choices=Channel.choices)
    received_at = models.DateTimeField(db_default=Now())
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decision_due = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    # Who, as the reporter described them.
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="concerns")
    given_name = models.CharField("given names", max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField("date of birth", null=True, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    address = models.TextField("where they live", blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    safe_contact = models.TextField("how and when it is safe to reach them", blank=True)

    # What, where, when, by whom. The lists are abuse_type, abuse_location and risk_source.
    what = models.TextField("what happened, or is feared")
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    happened = models.CharField("when", max_length=160, blank=True)
    location = models.CharField("where it happened", max_length=20, blank=True)
    place = models.CharField("which place", max_length=200, blank=True)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="concerns")
    source = models.CharField("who is the source of the risk", max_length=20, blank=True)
    alleged = models.TextField("who is said to have done it, or failed to act", blank=True)
    position_of_trust = models.BooleanField("they work with adults or children", default=False)
    others_at_risk = models.TextField("others at risk, children too", blank=True)

    # Safe now?
    in_danger = models.BooleanField("in danger now", default=False)
    safe_now = models.CharField("are they safe now", max_length=8, choices=Answer.choices, default=Answer.UNKNOWN)
    done_so_far = models.TextField("what has been done to keep them safe", blank=True)
    police = models.CharField(max_length=10, choices=Police.choices, default=Police.UNKNOWN)
    police_reference = models.CharField(max_length=40, blank=True)
    alarm_answered_at = models.DateTimeField(null=True, blank=True)
    alarm_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # The adult's own part.
    knows = models.CharField("do they know of this concern", max_length=8, choices=Answer.choices, blank=True)
    views = models.TextField("what they say and want, in their words", blank=True)
    consent = models.CharField(
        "do they agree to our looking into it", max_length=10, choices=Consent.choices, default=Consent.NOT_ASKED
    )
    why_without = models.TextField("why it is right to raise it without agreement", blank=True)
    spoken_with_at = models.DateTimeField("when we first spoke with the adult", null=True, blank=True)

    # Who told us. A protected reporter stands in a sealed part, and here stands nothing of them.
    reporter_kind = models.CharField("who told us", max_length=12, blank=True)
    reporter_name = models.CharField(max_length=120, blank=True)
    reporter_organisation = models.CharField(max_length=120, blank=True)
    reporter_phone = models.CharField(max_length=30, blank=True)
    reporter_email = models.EmailField(blank=True)
    reporter_protected = models.BooleanField("they fear being known", default=False)

    referral = models.OneToOneField(
        "referrals.Referral", models.PROTECT, null=True, blank=True, related_name="safeguarding_concern"
    )
    # What became of it: the enquiry that it began, or became part of.
    enquiry = models.ForeignKey("safeguarding.Enquiry", models.PROTECT, null=True, blank=True, related_name="concerns")
    provider_enquiry = models.ForeignKey(
        "safeguarding.ProviderEnquiry", models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    origin = models.CharField("their system", max_length=40, blank=True)
    origin_key = models.CharField("its number there", max_length=60, blank=True)
    maybe_automated = models.BooleanField("may have been sent by a robot", default=False)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received", decided_at=None) | ~Q(state="received") & Q(decided_at__isnull=False),
                name="concern_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, enquiry__isnull=False)
                | ~Q(state__in=["enquiry", "other_enquiry", "joined"]),
                name="enquiry_is_about_a_known_adult",
            ),
            models.CheckConstraint(
                condition=Q(reporter_protected=False)
                | Q(reporter_name="", reporter_organisation="", reporter_phone="", reporter_email=""),
                name="protected_reporter_is_sealed",
            ),
            models.UniqueConstraint(
                fields=["origin", "origin_key"], condition=~Q(origin=""), name="one_concern_of_a_foreign_number"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "decision_due", "id"], name="concern_inbox"),
            models.Index(fields=["person", "-received_at"], name="concern_person"),
            models.Index(fields=["provider", "-received_at"], name="concern_provider"),
            models.Index(fields=["received_at", "id"], name="concern_received"),
            models.Index(
                fields=["in_danger"], condition=Q(in_danger=True, alarm_answered_at=None), name="concern_alarm"
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def name(self):
        """The adult's name once matched, until then as it was given."""
        return self.person.name if self.person_id else self.given_as

    @property
    def given_as(self):
        return f"{self.given_name} {self.family_name}".strip() or "Name not given"

    @property
    def is_open(self):
        return self.state == self.State.RECEIVED

    @property
    def due_day(self):
        """The last day for the decision; `decision_due` is the midnight that ends it."""
        return clock.day_ending(self.decision_due)
