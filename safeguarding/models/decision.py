from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import WrittenOnce
from safeguarding.models.concern import Concern


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(concern__in=Concern.objects.visible_to(worker))


class Decision(WrittenOnce):
    """What the council decided on a concern, by the three criteria of the Care Act 2014 s42(1), each with its reason."""

    Answer = Concern.Answer

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=14, choices=Concern.State.choices)
    has_needs = models.CharField("(a) needs care and support", max_length=8, choices=Answer.choices)
    has_needs_why = models.TextField(blank=True)
    at_risk = models.CharField(
        "(b) is experiencing, or at risk of, abuse or neglect", max_length=8, choices=Answer.choices
    )
    at_risk_why = models.TextField(blank=True)
    cannot_protect = models.CharField(
        "(c) because of those needs cannot protect themself", max_length=8, choices=Answer.choices
    )
    cannot_protect_why = models.TextField(blank=True)
    reason = models.TextField()
    override = models.TextField("why we go on without their agreement", blank=True)
    other_help = models.TextField("what is done instead, or as well", blank=True)
    told_reporter = models.BooleanField("whoever told us was told what happens", default=False)
    decided_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="enquiry") | Q(has_needs="yes", at_risk="yes", cannot_protect="yes"),
                name="section_42_meets_its_three_criteria",
            ),
        ]

    def __str__(self):
        return self.get_outcome_display()

    @property
    def criteria(self):
        """Each with its answer and reason; none where it was set aside."""
        found = [
            ("(a) Has needs for care and support", self.get_has_needs_display(), self.has_needs_why),
            ("(b) Is experiencing, or at risk of, abuse or neglect", self.get_at_risk_display(), self.at_risk_why),
            (
                "(c) Because of those needs cannot protect themself",
                self.get_cannot_protect_display(),
                self.cannot_protect_why,
            ),
        ]
        return [row for row in found if row[1]]
