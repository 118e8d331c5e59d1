from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import WrittenOnce
from people.models.linked import AboutPerson, AboutPersonQuerySet

ABLE = [("able", "Able"), ("not_able", "Not able")]
# "Not asked" is an answer: the cause is asked only where something could not be done.
CAUSE = [("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked: they are able to do all four")]
FUNCTIONS = {
    "understand": "Understand the information that matters to this decision",
    "retain": "Keep it in mind for long enough to decide",
    "weigh": "Use it or weigh it up as part of deciding",
    "communicate": "Tell their decision, by any means",
}


NOT_ABLE = Q(understand="not_able") | Q(retain="not_able") | Q(weigh="not_able") | Q(communicate="not_able")
LACKS = NOT_ABLE & Q(impairment="yes", because="yes")


def answer(label):
    return models.CharField(label, max_length=8, choices=ABLE)


class CapacityQuerySet(AboutPersonQuerySet):
    def in_force(self):
        """Not taken over by a later one, and countersigned where it had to be."""
        unsigned = Q(awaits_countersign=True, countersignature=None)
        return self.filter(~unsigned, superseded_by=None)


class CapacityAssessment(AboutPerson, WrittenOnce):
    """Whether somebody has capacity for one decision at one time (Mental Capacity Act 2005 s1 to s3).

    The outcome follows from the answers and is nobody's to type: the table holds it to them. It is kept as it was written;
    a later one takes its place.
    """

    class Outcome(models.TextChoices):
        HAS = "has", "Has capacity for this decision"
        LACKS = "lacks", "Lacks capacity for this decision now"

    class MayReturn(models.TextChoices):
        YES = "yes", "Yes, or it comes and goes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    decision = models.TextField("the decision, exactly")
    needed_by = models.DateField("when it must be made")
    doubt = models.TextField("what raises a doubt, s1(2)")
    help_given = models.TextField("what was done to help them decide, s1(3)")
    information = models.TextField("what they were told, s3(4)")
    information_how = models.TextField("how they were told, s3(2)")
    who_took_part = models.TextField("who was there", blank=True)
    understand = answer("s3(1)(a) understand")
    understand_words = models.TextField()
    retain = answer("s3(1)(b) retain")
    retain_words = models.TextField()
    weigh = answer("s3(1)(c) use or weigh")
    weigh_words = models.TextField()
    communicate = answer("s3(1)(d) communicate")
    communicate_words = models.TextField()
    impairment = models.CharField("s2(1) impairment or disturbance", max_length=9, choices=CAUSE)
    impairment_words = models.TextField(blank=True)
    because = models.CharField("s2(1) because of it", max_length=9, choices=CAUSE)
    because_words = models.TextField(blank=True)
    may_return = models.CharField("may capacity return, s4(3)", max_length=8, choices=MayReturn.choices, blank=True)
    may_return_words = models.TextField(blank=True)
    can_wait = models.CharField(max_length=3, choices=[("yes", "Yes"), ("no", "No")], blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, editable=False)
    assessed_on = models.DateField()
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="capacity_assessments")
    completed_at = models.DateTimeField(db_default=Now())
    awaits_countersign = models.BooleanField(default=False)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    objects = CapacityQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="lacks") & LACKS | Q(outcome="has") & ~LACKS,
                name="capacity_follows_from_the_answers",
            ),
            models.CheckConstraint(
                condition=Q(impairment="not_asked") & ~NOT_ABLE | ~Q(impairment="not_asked") & NOT_ABLE,
                name="cause_is_asked_after_function",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-assessed_on"], name="capacity_person"),
            models.Index(fields=["person"], condition=Q(awaits_countersign=True), name="capacity_to_countersign"),
        ]

    def __str__(self):
        return f"Mental capacity: {self.decision[:80]}"

    @property
    def lacks(self):
        return self.outcome == self.Outcome.LACKS

    @property
    def functions(self):
        """(key, what it is, able or not, what was said and seen)."""
        return [(key, label, getattr(self, key), getattr(self, f"{key}_words")) for key, label in FUNCTIONS.items()]


class CapacityCountersignature(AboutPerson, WrittenOnce):
    """A colleague stands behind a trainee's capacity assessment: until then nothing rests on it."""

    assessment = models.OneToOneField(CapacityAssessment, models.PROTECT, related_name="countersignature")
    remark = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta(AboutPerson.Meta):
        pass

    def __str__(self):
        return f"Countersigned by {self.author}"
