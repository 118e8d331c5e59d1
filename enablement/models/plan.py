from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q, prefetch_related_objects

from bep.kit.models import Versioned
from people.models.linked import AboutPerson

# The person's own words, in the order of the page.
WORDS = [
    "opening", "good_at", "helps_me", "my_people", "work_learning", "if_hard", "support_i_get", "shared_with",
    "not_shared_with", "review_where",
]  # fmt: skip


class EnablementPlan(AboutPerson, Versioned):
    """One version of a person's one-page plan, in their own words (business case s3.6.1). Only a draft is edited."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        AGREED = "agreed", "Agreed"
        SUPERSEDED = "superseded", "Replaced by a newer one"
        SET_ASIDE = "set_aside", "Set aside"

    class AgreedHow(models.TextChoices):
        TOGETHER = "together", "Face to face"
        PHONE = "phone", "By phone or video"
        WRITING = "writing", "In writing"
        ADVOCATE = "advocate", "With their advocate"
        NOT = "not", "Not agreed by the person"

    episode = models.ForeignKey("enablement.Episode", models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField("version of the plan")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    written_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()

    opening = models.TextField("in my words", blank=True)
    good_at = models.TextField("what I am good at", blank=True)
    helps_me = models.TextField("what helps me", blank=True)
    my_people = models.TextField("my people", blank=True)
    work_learning = models.TextField("work, learning, giving time", blank=True)
    if_hard = models.TextField("if things get hard", blank=True)
    support_i_get = models.TextField("support I get", blank=True)
    shared_with = models.TextField("shared with", blank=True)
    not_shared_with = models.TextField("not shared with", blank=True)
    review_on = models.DateField("when we look at this again", null=True, blank=True)
    review_where = models.CharField("where and at what time", max_length=120, blank=True)

    agreed_on = models.DateField(null=True, blank=True)
    agreed_how = models.CharField(max_length=10, choices=AgreedHow.choices, blank=True)
    not_agreed_reason = models.TextField("why the person has not agreed", blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    superseded_on = models.DateField(null=True, blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_plan_for_each_number"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="draft"), name="one_plan_being_written"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="agreed"), name="one_plan_agreed"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "set_aside"]) | Q(agreed_on__isnull=False, review_on__isnull=False),
                name="agreed_plan_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_how="not") | ~Q(not_agreed_reason=""), name="plan_not_agreed_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "agreed_on"], name="plan_state_agreed")]

    def __str__(self):
        return f"Enablement plan, version {self.number}"

    def read_goals(self):
        """The goals with their steps, in two queries at most, and in none when they were read with the plan."""
        prefetch_related_objects([self], "goals__steps")
        return list(self.goals.all())

    def as_form(self):
        """What the plan says, by the names of its form's fields: bep/kit/conflict.py sets two versions side by side."""
        values = {name: getattr(self, name) for name in WORDS} | {"review_on": self.review_on}
        for number, goal in enumerate(self.read_goals()):
            values |= {f"goal_{number}_{name}": getattr(goal, name) for name in ("words", "start", "now")}
            for place, step in enumerate(goal.steps.all()):
                at = f"goal_{number}_step_{place}"
                values |= {f"{at}_what": step.what, f"{at}_who": step.who, f"{at}_by": step.by_when}
        return values

    @property
    def person_agreed(self):
        return bool(self.agreed_how) and self.agreed_how != self.AgreedHow.NOT


class Goal(models.Model):
    """What the person wants to change, in their words, and how close they say they are: nought (not at all) to ten (there)."""

    plan = models.ForeignKey(EnablementPlan, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    words = models.CharField("my goal", max_length=200)
    start = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])
    now = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="one_goal_for_each_place"),
            models.CheckConstraint(
                condition=(Q(start=None) | Q(start__lte=10)) & (Q(now=None) | Q(now__lte=10)),
                name="goal_score_at_most_ten",
            ),
        ]

    def __str__(self):
        return self.words


class Step(models.Model):
    """One step to a goal, and whose it is: the person's first, then a worker's or somebody else's."""

    class Owner(models.TextChoices):
        ME = "me", "Me"
        WORKER = "worker", "My worker"
        OTHER = "other", "Somebody else"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    owner = models.CharField(max_length=8, choices=Owner.choices, default=Owner.ME)
    owner_name = models.CharField("who", max_length=60, blank=True)
    by_when = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["goal", "order"], name="one_step_for_each_place"),
            models.CheckConstraint(
                condition=~Q(owner="other") | ~Q(owner_name=""), name="step_of_somebody_else_is_named"
            ),
        ]

    def __str__(self):
        return f"{self.who}: {self.what}"

    @property
    def who(self):
        return self.owner_name or self.get_owner_display()
