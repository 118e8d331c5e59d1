from django.db import models
from django.db.models import Q

from amhp_rota import permissions as may
from amhp_rota.models.desk_request import AssessmentRequest
from people.models import Person
from referrals.models import Referral


class OutsideQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """At the desk: about nobody yet while it waits, or about somebody whom the worker may find."""
        if not worker.has_perm(may.DESK):
            return self.none()
        of_nobody = Q(referral__person=None, referral__state=Referral.State.RECEIVED)
        return self.filter(of_nobody | Q(referral__person__in=Person.objects.findable_by(worker)))

    def waiting(self):
        return self.filter(referral__state=Referral.State.RECEIVED)


class OutsideRequest(models.Model):
    """What another organisation's system said when it asked for an assessment: where the person is, and under what power.

    It stands on the board before anybody knows who the person is, because the legal clock runs from the moment they were
    held. Who they are, who asks and why stand on its referral. `request` is what it became.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="outside_request")
    request = models.ForeignKey(AssessmentRequest, models.PROTECT, null=True, blank=True, related_name="outside")
    source = models.CharField(max_length=20, choices=AssessmentRequest.Source.choices)
    place = models.CharField("where the person is", max_length=200)
    power = models.CharField("held under", max_length=8, choices=AssessmentRequest.Power.choices, blank=True)
    held_from = models.DateTimeField("held since", null=True, blank=True)
    tried = models.TextField("what was tried before", blank=True)
    alarmed_at = models.DateTimeField("told that nobody has taken it", null=True, blank=True)

    objects = OutsideQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(power="") | Q(held_from__isnull=False), name="outside_held_since_a_moment"
            )
        ]

    def __str__(self):
        return self.referral.reference

    @property
    def facts(self):
        """The columns of the request that it becomes."""
        return {name: getattr(self, name) for name in ("source", "place", "power", "held_from", "tried")}

    @property
    def would_be(self):
        """That request, as if it were here already: the board reads its clocks by the same rules."""
        asked = self.referral.received_at
        return AssessmentRequest(**self.facts, received_at=asked, stage_since=asked)
