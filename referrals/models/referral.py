from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from bep.access.actors import own_sight
from bep.kit import clock
from bep.kit.models import Versioned
from bep.kit.targets import target
from people.models import Person
from referrals import permissions as may


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Referrals of people the worker may see; at the front door also of nobody yet, and of everybody unrestricted, while
        there is work to do: open ones, those closed so lately that another would count as their repeat, and those with a
        signpost that nobody has asked about yet. What was closed before that is seen with the person, and not without.
        The AMHP desk sees what asks for it, while it waits."""
        if (own := own_sight(worker, "referrals.Referral")) is not None:
            return self.filter(own)
        rows = Q(person__in=Person.objects.visible_to(worker))
        unrestricted = Q(person=None) | Q(person__restricted=False, person__merged_into=None)
        if worker.has_perm(may.INBOX):
            return self.filter(rows | unrestricted & at_the_front_door())
        if worker.has_perm(may.ANSWER_ALARM):
            mine = Q(alarm_answered_at=None) | Q(alarm_answered_by_id=worker.pk)
            rows |= unrestricted & at_the_front_door() & Q(in_danger=True) & mine
        if worker.has_perm(may.SEE_MHA):
            rows |= unrestricted & Q(mha_asked=True, state=Referral.State.RECEIVED)
        return self.filter(rows)

    def about(self, person):
        return self.filter(person=person)

    def open(self):
        return self.filter(state__in=Referral.OPEN)

    def to_triage(self):
        return self.filter(state=Referral.State.RECEIVED)

    def alarms(self):
        """Somebody said “in danger now”, and nobody has answered yet."""
        return self.filter(in_danger=True, alarm_answered_at=None)

    def waiting(self):
        """The waiting list: a choice appointment is wanted, and none is booked."""
        from referrals.models.appointment import Appointment

        booked = Appointment.objects.filter(state=Appointment.State.BOOKED, referral=models.OuterRef("pk"))
        return self.filter(~models.Exists(booked), state=Referral.State.AWAITING)


def at_the_front_door():
    from referrals.models.directory import Signpost

    lately = clock.now() - timedelta(days=int(target("referral.duplicate_window").value))
    to_ask = Signpost.objects.filter(helped="").values("referral")
    return Q(state__in=Referral.OPEN) | Q(closed_at__gte=lately) | Q(pk__in=to_ask)


class Referral(Versioned):
    """Somebody asked us to help a person. What was said of the person stays here as given, whatever their record says later.

    `person` is empty until a worker has matched it; until then only the front door sees it.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "To be triaged"
        AWAITING = "awaiting_appointment", "Choice appointment"
        CHOICE_MEETING = "choice_meeting", "Went on to a choice meeting"
        BRIEF_SUPPORT = "brief_support", "Went on to brief enablement"
        INFORMED = "information_and_advice", "Information and advice given"
        SIGNPOSTED = "signposted", "Signposted"
        AMHP = "urgent_to_amhp", "Sent to the AMHP service"
        SAFEGUARDING = "safeguarding_concern", "Sent on as a safeguarding concern"
        SECONDARY_CARE = "secondary_care", "Referred to secondary care"
        WITHDRAWN = "withdrawn", "Withdrawn, or declined by the person"
        NO_CONTACT = "no_contact", "Closed after no contact"
        REFUSED = "refused", "Not for this service"
        DUPLICATE = "duplicate", "Same as another referral"
        DIED = "died", "Closed: the person has died"

    OPEN = (State.RECEIVED, State.AWAITING)

    class Channel(models.TextChoices):
        PHONE = "phone", "Phone"
        WRITING = "writing", "Letter or email"
        IN_PERSON = "in_person", "In person"
        PUBLIC_FORM = "public_form", "Public form"
        API = "api", "From their system"

    class Urgency(models.TextChoices):
        SAME_DAY = "same_day", "Same day"
        SOON = "soon", "Soon"
        ROUTINE = "routine", "Routine"

    class Consent(models.TextChoices):
        YES = "yes", "They know, and agree"
        KNOWS = "knows", "They know, but do not agree"
        NO = "no", "They do not know"
        CANNOT = "cannot", "They cannot decide this now"

    reference = models.CharField(max_length=20, unique=True, editable=False)
    state = models.CharField(max_length=24, choices=State.choices, default=State.RECEIVED)
    channel = models.CharField("how it came", max_length=12, choices=Channel.choices)
    received_at = models.DateTimeField(db_default=Now())
    first_contact = models.DateField(
        "first contact", help_text="The two weeks to a choice appointment count from here."
    )
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    triage_due = models.DateTimeField()
    triaged_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    # Who referred. `source` is a code of referral_source; empty names mean the person themselves.
    source = models.CharField(max_length=40)
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_organisation = models.CharField(max_length=120, blank=True)
    referrer_relationship = models.CharField(max_length=80, blank=True)
    referrer_phone = models.CharField(max_length=30, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_may_be_named = models.BooleanField("we may tell the person who referred them", default=True)
    referrer_agreed_at = models.DateTimeField("referrer agreed to our keeping their details", null=True, blank=True)

    # The person as the referrer described them.
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="referrals")
    given_name = models.CharField("given names", max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    preferred_name = models.CharField("name they use", max_length=80, blank=True)
    birth_date = models.DateField("date of birth", null=True, blank=True)
    age_given = models.PositiveSmallIntegerField("age, where no date of birth is known", null=True, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    gender = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    gp_practice_name = models.CharField("GP practice", max_length=120, blank=True)
    safe_contact = models.TextField("how and when it is safe to reach them", blank=True)
    communication_needs = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    interpreter_language = models.CharField(max_length=60, blank=True)
    as_received = models.JSONField(
        default=dict, blank=True, help_text="Every answer word for word, also those without a column."
    )

    # What it is about, in their words.
    reason = models.TextField("what is happening", blank=True)
    wants = models.TextField("what they want to happen", blank=True)
    risks = models.TextField("anything that could cause harm", blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ROUTINE)
    in_danger = models.BooleanField("said to be in danger now", default=False)
    alarm_answered_at = models.DateTimeField(null=True, blank=True)
    alarm_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.CharField(max_length=8, choices=Consent.choices, blank=True)
    consent_note = models.TextField("why we go on without agreement", blank=True)
    route_of_access = models.CharField(
        max_length=60, help_text="A value of route_of_access, for the Client Level Data."
    )
    mha_asked = models.BooleanField("a Mental Health Act assessment is asked for", default=False)
    transition = models.BooleanField("17 and moving from children's services", default=False)
    maybe_automated = models.BooleanField("may have been sent by a robot", default=False)

    team = models.ForeignKey("access.Team", models.PROTECT, null=True, blank=True, related_name="referrals")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, state__in=("received", "awaiting_appointment"))
                | (Q(closed_at__isnull=False) & ~Q(state__in=("received", "awaiting_appointment"))),
                name="referral_closed_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | ~Q(state__in=("awaiting_appointment", "choice_meeting", "brief_support")),
                name="appointment_needs_a_known_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="duplicate") | Q(same_as__isnull=False), name="duplicate_names_the_other"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "triage_due", "id"], name="referral_inbox"),
            models.Index(fields=["state", "received_at", "id"], name="referral_received"),
            models.Index(fields=["received_at", "id"], name="referral_all_received"),
            models.Index(
                fields=["first_contact", "id"], condition=Q(state="awaiting_appointment"), name="referral_waiting"
            ),
            models.Index(
                fields=["triage_due", "id"], condition=Q(state="received", person=None), name="referral_unmatched"
            ),
            models.Index(fields=["person", "-received_at"], name="referral_person"),
            models.Index(fields=["team", "state", "first_contact"], name="referral_team"),
            models.Index(fields=["nhs_number"], condition=~Q(nhs_number=""), name="referral_nhs_number"),
            models.Index(
                fields=["in_danger"], condition=Q(in_danger=True, alarm_answered_at=None), name="referral_alarm"
            ),
            GinIndex(OpClass(Lower("family_name"), "gin_trgm_ops"), name="referral_family_trigram"),
        ]

    def __str__(self):
        return self.reference

    @property
    def name(self):
        """The person's name once matched, until then the name as given."""
        return self.person.name if self.person_id else self.given_as

    @property
    def given_as(self):
        first = self.preferred_name or self.given_name
        return f"{first} {self.family_name}".strip() or "Name not given"

    @property
    def born(self):
        return self.person.birth_date if self.person_id else self.birth_date

    @property
    def age(self):
        """Years today by the date of birth, else the age that was given."""
        return clock.age_on(self.born, clock.today()) if self.born else self.age_given

    @property
    def due_day(self):
        """The last day for triage; `triage_due` is the midnight that ends it."""
        return clock.as_date(self.triage_due - timedelta(seconds=1))

    @property
    def is_open(self):
        return self.state in self.OPEN
