from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models.linked import AboutPerson, AboutPersonQuerySet
from people.models.note import CaseNote


class NextStepQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Steps about people the worker may see: all of them for a role that reads notes, else those they owe."""
        found = super().visible_to(worker)
        return found if worker.has_perm("people.read_notes") else found.filter(worker_id=worker.pk)


class NextStep(AboutPerson):
    """What somebody will do next, by when. A promise is one that the person was told of."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        DROPPED = "dropped", "Not done"

    class Owner(models.TextChoices):
        WORKER = "worker", "I will"
        PERSON = "person", "The person will"
        OTHER = "other", "Somebody else will"

    note = models.ForeignKey(CaseNote, models.PROTECT, null=True, blank=True, related_name="next_steps")
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=8, choices=Owner.choices, default=Owner.WORKER)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="next_steps", help_text="Who does it, or follows it up."
    )
    promised = models.BooleanField(default=False, help_text="The person was told so.")
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closing_words = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NextStepQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state="open") ^ Q(closed_at__isnull=False), name="next_step_closed_when")
        ]
        indexes = [models.Index(fields=["person", "due"], condition=Q(state="open"), name="next_step_open")]

    def __str__(self):
        return f"Next step {self.pk}"
