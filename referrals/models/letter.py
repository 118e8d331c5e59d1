import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from people.models.linked import AboutPerson, AboutPersonQuerySet
from referrals.models.appointment import Appointment


def stored_as(letter, name):
    return f"letters/{secrets.token_hex(16)}"


class LetterQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        return self.filter(appointment__in=Appointment.objects.visible_to(worker))


class Letter(AboutPerson):
    """A confirmation letter as it left: the very file, so that nobody need guess later what it said."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="letters")
    file = models.FileField(upload_to=stored_as)
    sha256 = models.CharField(max_length=64)
    large_print = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at"]

    def __str__(self):
        return f"Confirmation letter of {self.made_at:%-d %B %Y}"
