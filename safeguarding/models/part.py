from django.conf import settings
from django.db import models

from people.models.linked import AboutPerson
from safeguarding.models.enquiry import Enquiry
from safeguarding.models.seen import CaseQuerySet


class Part(AboutPerson):
    """What every part of an enquiry has: the enquiry, its adult, who wrote it and when. Seen with the enquiry."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = CaseQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        abstract = True
        ordering = ["pk"]
