from django.db import models


class WrittenOnce(models.Model):
    """A record that is added to, never changed: a correction is another row beside it.

    The database holds it (`bep.audit.guards`): only `person_id` and `number` may change, for two records of one
    person that are merged.
    """

    class Meta:
        abstract = True
