import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from amhp_rota.models.desk_request import AssessmentRequest, DeskQuerySet
from people.models.linked import AboutPerson


def stored_as(paper, name):
    """A name that says nothing, in the private media folder: only the view that checks leads there."""
    return f"amhp/papers/{secrets.token_hex(16)}"


class PaperFile(AboutPerson):
    """A form that somebody else completed, as it came in: a medical recommendation, a record of detention. By its number."""

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, related_name="files")
    form = models.CharField("form", max_length=6)
    file = models.FileField(upload_to=stored_as)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(db_default=Now())
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DeskQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["form", "pk"]

    def __str__(self):
        return f"{self.form}: {self.name}"
