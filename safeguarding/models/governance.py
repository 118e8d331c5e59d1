from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from people.models import Person
from people.models.linked import AboutPerson, AboutPersonQuerySet
from safeguarding.models.seen import CaseQuerySet


class WithholdingQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """For those who govern the records, and nobody else."""
        return self.filter(person__in=Person.objects.governed_by(worker))

    def current(self):
        """Until somebody ends it: a day on which nobody looked at it again tells a person nothing that may harm somebody."""
        return self.filter(ended_at=None)


class Withholding(AboutPerson):
    """A decision of information governance: safeguarding is left out of what the person is told of who looked at their record."""

    reason = models.TextField()
    until = models.DateField("looked at again by", null=True, blank=True)
    decided_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.TextField(blank=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return f"Withheld since {self.decided_at:%-d %B %Y}"


class AdultReview(models.Model):
    """A safeguarding adults review (Care Act 2014 s44): how partners worked where an adult died or was seriously harmed."""

    title = models.CharField(max_length=160, help_text="Without anybody's name.")
    why = models.TextField("cause for concern about how partners worked together")
    began_on = models.DateField()
    concluded_on = models.DateField(null=True, blank=True)
    learned = models.TextField("what was learned", blank=True)
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-began_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_on=None) | ~Q(learned=""), name="review_concluded_with_what_was_learned"
            )
        ]

    def __str__(self):
        return self.title


class ReviewedAdult(AboutPerson):
    """One adult whom a safeguarding adults review is about."""

    class Harm(models.TextChoices):
        DIED = "died", "Died"
        SURVIVED = "survived", "Seriously harmed, and survived"

    review = models.ForeignKey(AdultReview, models.PROTECT, related_name="adults")
    harm = models.CharField(max_length=10, choices=Harm.choices)

    objects = CaseQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="one_adult_once_in_a_review")]

    def __str__(self):
        return self.get_harm_display()
