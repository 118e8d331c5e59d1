from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class Episode(AboutPerson, Versioned):
    """A person's time on the pathway, until move-on. Coming back opens a new one, linked to the one before."""

    class State(models.TextChoices):
        OPEN = "open", "On the pathway"
        CLOSED = "closed", "Closed"

    class Because(models.TextChoices):
        CHOICE_APPOINTMENT = "choice_appointment", "Choice appointment led to support"
        CHOICE_MEETING = "choice_meeting", "Choice meeting"
        RETURN = "return", "Came back"
        TRANSFER = "transfer", "Transferred from another team or council"
        OTHER = "other", "Other"

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    because = models.CharField("why it was opened", max_length=20, choices=Because.choices)
    source = models.CharField(
        max_length=80, blank=True, help_text="The record that led here, such as referrals.appointment:41."
    )
    team = models.ForeignKey("access.Team", models.PROTECT, related_name="episodes")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    former = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="resumed_by")
    returned_because = models.TextField("what brings them back", blank=True)

    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=40, blank=True, help_text="Value of the list closure_outcome.")
    reason = models.TextField("why it was closed", blank=True)
    staying_well = models.TextField("what helps to stay well", blank=True)
    coming_back = models.TextField("how to come back", blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="open"), name="one_open_episode"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None) | Q(state="closed", closed_on__gte=F("opened_on")),
                name="episode_closed_on_a_day_after_it_opened",
            ),
            models.CheckConstraint(condition=Q(state="open") | ~Q(outcome=""), name="closed_episode_has_an_outcome"),
        ]
        indexes = [
            models.Index(fields=["state", "team"], name="episode_state_team"),
            models.Index(fields=["closed_on"], name="episode_closed_on"),
        ]

    def __str__(self):
        return f"On the pathway since {self.opened_on:%-d %B %Y}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN
