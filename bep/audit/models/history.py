from django.db import models


class RowHistory(models.Model):
    """What a row said before it was changed or deleted. Written by a database trigger on every guarded table, nothing else."""

    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    row_id = models.CharField(max_length=60)
    operation = models.CharField(max_length=6)
    old = models.JSONField(help_text="The changed columns as they were; all columns for a deletion.")
    action = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    transaction = models.BigIntegerField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["table", "row_id", "-id"], name="audit_history_row")]

    def __str__(self):
        return f"{self.operation} {self.table} {self.row_id}"
