from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit import clock
from bep.kit.models import WrittenOnce
from safeguarding import permissions as may
from safeguarding.models.concern import Concern


class SealedQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Only its named readers; while it names none who still works here, those who may unseal: else what a reader who left
        could read would be lost. Nobody who may not see the concern itself."""
        seen = self.filter(concern__in=Concern.objects.visible_to(worker))
        readers = SealedReader.objects.current()
        mine = Q(pk__in=readers.filter(worker_id=worker.pk).values("part"))
        if worker.has_perm(may.UNSEAL):
            mine |= ~Q(pk__in=readers.filter(worker__is_active=True).values("part"))
        return seen.filter(mine)


class SealedPart(WrittenOnce):
    """Words that even those who see the person do not: who blew the whistle, what a third party said in confidence.

    No list, count, search, export or timeline reads this table; its readers find it on the concern's own page.
    """

    class Kind(models.TextChoices):
        REPORTER = "reporter", "Who told us"
        THIRD_PARTY = "third_party", "What a third party said in confidence"
        PLAN = "plan", "What the alleged source of risk must not learn"

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="sealed_parts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField()
    why = models.TextField("why it is sealed", blank=True)
    sealed_at = models.DateTimeField(db_default=Now())
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return "Sealed part"


class ReaderQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Who reads a sealed part is known to its readers alone."""
        return self.filter(part__in=SealedPart.objects.visible_to(worker))

    def current(self):
        return self.filter(Q(ends=None) | Q(ends__gt=clock.now()))


class SealedReader(models.Model):
    """Somebody who may read a sealed part, by name and for a reason, until their leave to do so ends."""

    part = models.ForeignKey(SealedPart, models.PROTECT, related_name="readers")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    starts = models.DateTimeField(db_default=Now())
    ends = models.DateTimeField(null=True, blank=True)
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReaderQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["part", "worker"], condition=Q(ends=None), name="one_leave_to_read"),
        ]

    def __str__(self):
        return f"{self.worker} may read {self.part}"
