from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit.models import WrittenOnce
from people.models.linked import AboutPerson
from people.models.note import CaseNote
from people.models.risk import RiskPlan


class Countersignature(WrittenOnce, AboutPerson):
    """A colleague read a trainee's record and stands behind it."""

    note = models.OneToOneField(CaseNote, models.PROTECT, null=True, blank=True, related_name="countersignature")
    risk_plan = models.OneToOneField(RiskPlan, models.PROTECT, null=True, blank=True, related_name="countersignature")
    remark = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(AboutPerson.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(note=None) ^ Q(risk_plan=None), name="countersignature_of_a_note_or_a_risk_plan"
            )
        ]

    def __str__(self):
        return f"Countersigned by {self.author}"
