from django.db import models


class Seal(models.Model):
    """One link of the hash chain over the log: the `position`-th row sealed. Append-only. See bep/audit/seal.py."""

    class Log(models.TextChoices):
        EVENT = "event", "Event"
        HISTORY = "history", "Row history"

    position = models.BigIntegerField(primary_key=True)
    log = models.CharField(max_length=7, choices=Log.choices)
    row_id = models.BigIntegerField()
    hash = models.BinaryField(help_text="SHA-256 of the link before and the row's canonical text.")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["log", "row_id"], name="one_seal_for_each_row")]

    def __str__(self):
        return f"{self.position}: {self.log} {self.row_id}"


class SealMark(models.Model):
    """Where sealing goes on from. Every row of `log` up to the id `low` is sealed or can no longer appear.

    `high` becomes the next `low` once no transaction runs that had begun before the transaction number `horizon`.
    """

    log = models.CharField(primary_key=True, max_length=7, choices=Seal.Log.choices)
    low = models.BigIntegerField(default=0)
    high = models.BigIntegerField(default=0)
    horizon = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.log}: {self.low}"
