"""The return's numbers, whether counted today or frozen: laid out, reconciled, measured."""

from dataclasses import dataclass

from safeguarding.sac.cells import Cells
from safeguarding.sac.tables import KINDS, METRICS, blocks

CAVEATS = [
    "Categories are those of the published tables (VERIFIED, 2022-23). The layout of the collection’s own file was not seen.",
    "SG2d is left out: it is in no published table, and nobody has seen what it asks (INFERRED).",
]
FILE_HEAD = ["year", "table", "row", "column", "value"]


@dataclass(frozen=True)
class Check:
    """One reconciliation: what must equal what."""

    words: str
    left: int
    right: int

    @property
    def holds(self):
        return self.left == self.right


class Sac:
    """The collection of one year, counted now or, from its cells (table, row, column, number), as it was frozen."""

    def __init__(self, year, frozen=None):
        self.year = year
        self.counts: dict = {}
        for key, row, column, number in counted(year) if frozen is None else frozen:
            self.counts.setdefault(key, {})[(row, column)] = number
        self.tables = [table for block in blocks(year) for table in block.tables if table.key in self.counts]

    def total(self, key, column, rows=None):
        found = self.counts[key]
        return sum(n for (row, col), n in found.items() if col == column and (rows is None or row in rows))

    @property
    def grids(self):
        """(table, its columns, [(row, [(column, number)])]) for the page."""
        for table in self.tables:
            if table.shown:
                counts, rows = self.counts[table.key], {}
                for (row, column), number in counts.items():
                    rows.setdefault(row, []).append((column, number))
                yield table, list(dict.fromkeys(column for _, column in counts)), list(rows.items())

    @property
    def checks(self):
        return [*self.of_adults(), *self.of_concluded()]

    def of_adults(self):
        for column in METRICS:
            number = self.total("adults", column)
            for key in ("SG1a", "SG1b", "SG1c", "SG1d"):
                yield Check(f"{key}, {column}: its rows add up to the adults", self.total(key, column), number)

    def of_concluded(self):
        identified = ["Risk identified and action taken", "Risk identified and no action taken"]
        for column in KINDS:
            total = self.total
            number = total("concluded", column)
            yield Check(f"Total concluded equals the sum of SG3a, {column}", total("SG3a", column), number)
            yield Check(f"SG2c adds up to the enquiries concluded, {column}", total("SG2c", column), number)
            yield Check(f"SG4a adds up to the enquiries concluded, {column}", total("SG4a", column), number)
            yield Check(f"SG2e adds up to the risks identified in SG2c, {column}",
                        total("SG2e", column), total("SG2c", column, identified))  # fmt: skip
            yield Check(f"SG4a: achieved adds up to those expressed, {column}", total("SG4a achieved", column),
                        total("SG4a", column, ["Yes, they were asked and outcomes were expressed"]))  # fmt: skip

    @property
    def reconciled(self):
        """What both pages say of it: every rule, and those that do not hold."""
        checks = self.checks
        return {"checks": checks, "broken": [check for check in checks if not check.holds]}

    @property
    def measures(self):
        """As the published analysis computes them (VERIFIED)."""
        concerns = self.total("SG1f concerns", "Number")
        s42, other = (self.total("SG1f enquiries", column) for column in KINDS)
        yield "Conversion rate: enquiries of concerns", share(s42 + other, concerns)
        yield "Section 42 share of enquiries", share(s42, s42 + other)

    def lines(self):
        """The file, one value a line."""
        for table, _, rows in self.grids:
            for row, cells in rows:
                for column, number in cells:
                    yield [str(self.year), table.key, row, column, number]


def counted(year):
    """Every cell of the year with its number of today, in one query."""
    cells = Cells(year)
    numbers = cells.numbers()
    return [(*cell.name, numbers[cell.line]) for cell in cells.all]


def share(part, whole):
    return f"{100 * part / whole:.0f}%" if whole else "–"
