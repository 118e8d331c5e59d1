from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Draft(models.Model):
    """Words not yet submitted, kept on the server as they are typed. Not a record: outside the write guard and the log.

    `key` names the form and its subject ("assessments.needs:41"); `url` opens the form again where it was left.
    """

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=300, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "key"], name="one_draft_for_each_form_and_worker")]
        indexes = [models.Index(fields=["key"])]

    def __str__(self):
        return self.title or self.key
