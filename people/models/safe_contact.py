from django.conf import settings
from django.db import models

from bep.kit.models import Versioned
from people.models.linked import AboutPerson
from people.models.person import Person


class SafeContact(AboutPerson, Versioned):
    """How somebody may be reached safely, as they said. It gates every letter, text, link and survey (people/rules.py)."""

    class Way(models.TextChoices):
        PHONE = "phone", "Phone call"
        TEXT = "text", "Text message"
        EMAIL = "email", "Email"
        LETTER = "letter", "Letter"
        VISIT = "visit", "Visit at home"

    class Answer(models.TextChoices):
        YES = "yes", "Yes, this is safe"
        NO = "no", "No, never this way"
        UNKNOWN = "unknown", "Not asked yet"

    person = models.OneToOneField(Person, models.PROTECT, related_name="safe_contact")
    phone = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    text = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    email = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    letter = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    visit = models.CharField(max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    times = models.CharField("when it is safe", max_length=200, blank=True)
    safe_address = models.TextField("where letters go, if not home", blank=True)
    must_not_know = models.CharField("who must not know", max_length=200, blank=True)
    note = models.TextField(blank=True)
    asked_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return "Safe contact"

    def answer(self, way):
        return getattr(self, self.Way(way).value)
