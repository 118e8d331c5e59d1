from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models.capacity import CapacityAssessment
from bep.kit.models import Versioned, WrittenOnce
from people.models.linked import AboutPerson

# The checklist of section 4, one answer each: (field, section, question).
CHECKLIST = [
    ("not_assumed", "s4(1)", "How do you know that this does not rest on age, appearance, a condition or behaviour?"),
    ("circumstances", "s4(2)", "Which circumstances matter to this decision?"),
    ("may_regain", "s4(3)", "May they have capacity for it some time, and when?"),
    ("took_part", "s4(4)", "How were they helped to take part?"),
    ("life_sustaining", "s4(5)", "Is it about life-sustaining treatment? If so, how is nobody moved by a wish for their death?"),
    ("wishes", "s4(6)(a)", "What do they wish and feel, now and in the past, and what have they written?"),
    ("beliefs", "s4(6)(b)", "Which beliefs and values would guide them?"),
    ("other_factors", "s4(6)(c)", "What else would they weigh, if they could?"),
]  # fmt: skip


class BestInterestsDecision(AboutPerson, Versioned):
    """What is in somebody's best interests, for the one decision that they lack capacity for (Mental Capacity Act 2005 s4).

    It begins on a completed capacity assessment for the same decision, gathers who was consulted and what the options are,
    and ends decided: from then on it is kept as it is.
    """

    class State(models.TextChoices):
        UNDERWAY = "underway", "Being worked on"
        DECIDED = "decided", "Decided"
        STOPPED = "stopped", "Stopped"

    class Matter(models.TextChoices):
        TREATMENT = "treatment", "Serious medical treatment"
        ACCOMMODATION = "accommodation", "Where they live: a hospital or a care home, or a move between them"
        REVIEW = "review", "A review of where they live"
        SAFEGUARDING = "safeguarding", "Keeping them safe in a safeguarding enquiry"
        OTHER = "other", "Something else"

    class Authority(models.TextChoices):
        UNKNOWN = "unknown", "Not found out yet"
        NONE = "none", "Nobody holds authority for this decision"
        ATTORNEY = "attorney", "An attorney under a registered lasting power"
        DEPUTY = "deputy", "A deputy of the Court of Protection"
        ADVANCE = "advance", "A valid advance decision refuses this treatment"

    class Decider(models.TextChoices):
        COUNCIL = "council", "The council, by the worker who signs this"
        HEALTH = "health", "The doctor or NHS body responsible for the treatment"
        ATTORNEY = "attorney", "The attorney"
        DEPUTY = "deputy", "The deputy"

    state = models.CharField(max_length=8, choices=State.choices, default=State.UNDERWAY)
    assessment = models.ForeignKey(CapacityAssessment, models.PROTECT, related_name="best_interests")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="best_interests_decisions")
    opened_on = models.DateField()
    matter = models.CharField("what kind of decision", max_length=13, choices=Matter.choices)

    authority = models.CharField(max_length=8, choices=Authority.choices, default=Authority.UNKNOWN)
    authority_name = models.CharField("who holds it", max_length=120, blank=True)
    authority_words = models.TextField("what was seen of it, and how far it goes", blank=True)

    not_assumed = models.TextField(blank=True)
    circumstances = models.TextField(blank=True)
    may_regain = models.TextField(blank=True)
    took_part = models.TextField(blank=True)
    life_sustaining = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    beliefs = models.TextField(blank=True)
    other_factors = models.TextField(blank=True)

    nobody_to_consult = models.BooleanField("nobody appropriate to consult, other than paid carers", default=False)
    imca_instructed_on = models.DateField(null=True, blank=True)
    imca_name = models.CharField("the advocate (IMCA)", max_length=120, blank=True)
    imca_report_on = models.DateField(null=True, blank=True)
    imca_report = models.TextField(blank=True)
    urgent_because = models.TextField("why it could not wait for the advocate", blank=True)

    chosen = models.ForeignKey(
        "assessments.BestInterestsOption", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reasons = models.TextField(blank=True)
    less_restrictive = models.TextField("why nothing less restrictive will do, s1(6)", blank=True)
    decider = models.CharField("who decides", max_length=8, choices=Decider.choices, blank=True)
    disagreement = models.TextField(blank=True)
    disagreement_handled = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)
    stop_words = models.TextField("stopped because", blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(chosen__isnull=False, decided_on__isnull=False, decided_by__isnull=False, review_on__isnull=False)
                & ~Q(reasons="")
                & ~Q(decider=""),
                name="best_interests_say_what_who_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(authority="none", decider__in=["council", "health"])
                | Q(authority="attorney", decider="attorney")
                | Q(authority="deputy", decider="deputy"),
                name="whoever_holds_authority_decides",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(stop_words=""), name="best_interests_stop_says_why"
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state="underway"), name="one_open_best_interests_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="best_interests_person"),
            models.Index(fields=["review_on"], condition=Q(state="decided"), name="best_interests_review"),
        ]

    def __str__(self):
        return f"Best interests: {self.assessment.decision[:80]}"

    @property
    def is_open(self):
        return self.state == self.State.UNDERWAY

    @property
    def checklist(self):
        """(field, section, question, answer)."""
        return [(name, section, question, getattr(self, name)) for name, section, question in CHECKLIST]


class OfDecision(AboutPerson, WrittenOnce):
    """What every part of a best-interests decision has."""

    best_interests = models.ForeignKey(BestInterestsDecision, models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(AboutPerson.Meta):
        abstract = True
        ordering = ["pk"]


class Consultation(OfDecision):
    """Somebody who was asked what they think is best, and what they know of the person's wishes, s4(7)."""

    name = models.CharField(max_length=120)
    relationship = models.CharField("who they are to the person", max_length=120)
    view = models.TextField("what they said")
    consulted_on = models.DateField()

    def __str__(self):
        return f"{self.name}, {self.relationship}"


class BestInterestsOption(OfDecision):
    """One thing that could be done, with what speaks for and against it."""

    what = models.CharField("the option", max_length=300)
    benefits = models.TextField()
    burdens = models.TextField("burdens and risks")
    restriction = models.TextField("how it limits their rights and freedom")

    def __str__(self):
        return self.what


class BestInterestsMeeting(OfDecision):
    """A meeting about it: who came, what was said."""

    held_on = models.DateField()
    chair = models.CharField(max_length=120)
    attendees = models.TextField("who came", help_text="One a line: name, role.")
    person_came = models.CharField("the person's own part", max_length=200)
    minutes = models.TextField()

    def __str__(self):
        return f"Best-interests meeting, {self.held_on:%-d %B %Y}"
