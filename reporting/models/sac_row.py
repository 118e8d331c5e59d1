from django.db import models

from bep.kit.models import WrittenOnce
from people.models import Person
from reporting.models.statutory_return import Return


class SacUnit(WrittenOnce):
    """An adult, concern, enquiry, allegation or review, as it counted in one cell of a frozen year; with what it was counted by.

    Written by set-based SQL (reporting/sac/build.py), and never changed but for the person when two records are merged.
    """

    statutory_return = models.ForeignKey(
        Return, models.PROTECT, db_constraint=False, db_index=False, related_name="sac_units"
    )
    line = models.PositiveSmallIntegerField(help_text="The cell, by its place in the file.")
    unit = models.CharField(max_length=60, help_text="What was counted, such as safeguarding.enquiry.")
    unit_id = models.BigIntegerField()
    counted = models.BigIntegerField(help_text="What counts once where units repeat it: the enquiry of an allegation.")
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False, null=True, related_name="+")
    codes = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["statutory_return", "line", "unit_id"], name="one_unit_once_in_a_cell"),
        ]

    def __str__(self):
        return f"{self.unit} {self.unit_id}"

    @property
    def counted_by(self):
        """Its codes as they stood: “years 34, gender Female”."""
        return ", ".join(
            f"{name.replace('_', ' ')} {value}" for name, value in self.codes.items() if value not in ("", None)
        )


class SacCell(WrittenOnce):
    """One number of a frozen year. One that is not shown is a total that others are reconciled with."""

    statutory_return = models.ForeignKey(
        Return, models.PROTECT, db_constraint=False, db_index=False, related_name="sac_cells"
    )
    line = models.PositiveSmallIntegerField(help_text="Its place in the file, from 1.")
    table_key = models.CharField("table", max_length=40)
    row_name = models.CharField("row", max_length=120)
    column_name = models.CharField("column", max_length=120)
    number = models.PositiveIntegerField()
    shown = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["statutory_return", "line"], name="one_cell_for_each_line")]

    def __str__(self):
        return f"{self.table_key}, {self.row_name}, {self.column_name}"
