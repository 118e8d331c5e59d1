from django.db import models


class Versioned(models.Model):
    """An editable record that two people may open at once: see `bep.kit.locking`."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
