from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import WrittenOnce
from people.models.linked import AboutPerson


class RiskPlan(WrittenOnce, AboutPerson):
    """One version of a person's risk and safety plan. A change is a further version; there is no score."""

    number = models.PositiveSmallIntegerField()
    plan = models.TextField("what we agreed to do to keep safe")
    positive_risk = models.TextField("risks worth taking, and why", blank=True)
    review_on = models.DateField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    awaits_countersign = models.BooleanField(default=False)

    class Meta(AboutPerson.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_risk_plan_for_each_number")]
        indexes = [
            models.Index(fields=["person"], condition=Q(awaits_countersign=True), name="risk_plan_to_countersign")
        ]

    def __str__(self):
        return f"Risk and safety plan, version {self.number}"

    @property
    def version(self):
        return self.number

    def as_form(self):
        """What this version says, by the names of the form's fields: where the next version begins."""
        words = {name: getattr(self, name) for name in ("plan", "positive_risk", "review_on")}
        for area in self.areas.all():
            for part in ("concern", "what", "triggers", "protections", "persons_view"):
                words[f"{area.kind}_{part}"] = getattr(area, part)
        return words


class RiskArea(WrittenOnce):
    """What a plan says of one kind of risk. "Not asked" is said, never left to be guessed."""

    class Kind(models.TextChoices):
        SELF = "self", "To self"
        FROM_OTHERS = "from_others", "From others"
        OTHERS = "others", "To others"
        NEGLECT = "neglect", "Neglect"
        CHILDREN = "children", "To children"

    class Concern(models.TextChoices):
        YES = "yes", "Yes"
        NONE = "none", "None known"
        NOT_ASKED = "not_asked", "Not asked yet"

    plan = models.ForeignKey(RiskPlan, models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    concern = models.CharField(max_length=10, choices=Concern.choices)
    what = models.TextField("what may happen", blank=True)
    triggers = models.TextField("what makes it more likely", blank=True)
    protections = models.TextField("what protects", blank=True)
    persons_view = models.TextField("how the person sees it", blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind"], name="one_area_for_each_kind_of_risk"),
            models.CheckConstraint(condition=~Q(concern="yes") | ~Q(what=""), name="risk_area_says_what"),
        ]

    def __str__(self):
        return self.get_kind_display()


class HomeChildren(WrittenOnce, AboutPerson):
    """Whether children live in or visit the home: asserted by a worker on a day, "none" as well. The newest row stands."""

    class Answer(models.TextChoices):
        LIVE = "live", "Children live there"
        VISIT = "visit", "Children visit"
        NONE = "none", "No children live there or visit"

    class YesNo(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    answer = models.CharField(max_length=6, choices=Answer.choices)
    asserted_on = models.DateField()
    who = models.TextField("names, ages and whose children", blank=True)
    parental_responsibility = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    young_carer = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    referred_on = models.DateField("referred to children's services on", null=True, blank=True)
    reply = models.TextField("what children's services replied", blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(AboutPerson.Meta):
        verbose_name_plural = "home children"
        ordering = ["-pk"]

    def __str__(self):
        return self.get_answer_display()

    def as_form(self):
        """What was said last, but for the day it was asked."""
        names = ("answer", "who", "parental_responsibility", "young_carer", "referred_on", "reply")
        return {name: getattr(self, name) for name in names}
