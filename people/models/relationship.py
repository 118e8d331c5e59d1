from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson, AboutPersonQuerySet
from people.models.person import Person


class RelationshipQuerySet(AboutPersonQuerySet):
    def current(self):
        return self.filter(ended_on=None)


class Relationship(AboutPerson, Versioned):
    """Somebody in the person's life: another person whom we know, or an outsider by name. `kind`: who they are to the person."""

    class MayBeTold(models.TextChoices):
        YES = "yes", "Yes"
        ASK = "ask", "Ask the person each time"
        NO = "no", "No"

    other = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="named_by")
    other_name = models.CharField("name", max_length=120, blank=True)
    other_phone = models.CharField("phone", max_length=30, blank=True)
    other_birth_date = models.DateField("date of birth", null=True, blank=True)
    kind = models.CharField(max_length=40)
    is_carer = models.BooleanField("cares for them, unpaid", default=False)
    is_nearest_relative = models.BooleanField("recorded as nearest relative", default=False)
    nearest_relative_basis = models.CharField("who said so, and on what ground", max_length=200, blank=True)
    parental_responsibility = models.BooleanField("the person has parental responsibility for them", default=False)
    lives_with = models.BooleanField("they live together", default=False)
    emergency_order = models.PositiveSmallIntegerField(
        "contact in an emergency: first, second …", null=True, blank=True
    )
    may_be_told = models.CharField(max_length=4, choices=MayBeTold.choices, default=MayBeTold.ASK)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=200, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["emergency_order", "-is_carer", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None) & ~Q(other_name="") | Q(other__isnull=False, other_name=""),
                name="relationship_with_a_person_or_a_name",
            ),
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("person")), name="relationship_with_another"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_nearest_relative=True, ended_on=None), name="one_nearest_relative"
            ),
        ]
        indexes = [models.Index(fields=["person", "ended_on"], name="relationship_person")]

    def __str__(self):
        return self.other_name or "somebody known to us"
