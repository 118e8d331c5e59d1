"""The return counted, reconciled and written as a file."""

from dataclasses import dataclass

from safeguarding.sac import units
from safeguarding.sac.tables import KINDS, METRICS, tables

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
    """The collection of one year: each table counted in one query."""

    def __init__(self, year, kind="s42"):
        self.year, self.kind = year, kind
        self.tables = tables(year, kind)
        self.counts = {table.key: table.count() for table in self.tables}

    def total(self, key, column, rows=None):
        found = self.counts[key]
        return sum(n for (row, col), n in found.items() if col == column and (rows is None or row in rows))

    @property
    def grids(self):
        """(table, [(row, [(column, number)])]) for the page."""
        for table in self.tables:
            counts = self.counts[table.key]
            yield table, [(row, [(column, counts[(row, column)]) for column in table.columns]) for row in table.rows]

    @property
    def checks(self):
        return [*self.of_adults(), *self.of_concluded()]

    def of_adults(self):
        adults = units.adults(self.year)
        for column, q in METRICS.items():
            number = adults.filter(q).count()
            for key in ("SG1a", "SG1b", "SG1c", "SG1d"):
                yield Check(f"{key}, {column}: its rows add up to the adults", self.total(key, column), number)

    def of_concluded(self):
        identified = ["Risk identified and action taken", "Risk identified and no action taken"]
        for column, q in KINDS.items():
            number = units.concluded(self.year).filter(q).count()
            total = self.total
            yield Check(f"Total concluded equals the sum of SG3a, {column}", total("SG3a", column), number)
            yield Check(f"SG2c adds up to the enquiries concluded, {column}", total("SG2c", column), number)
            yield Check(f"SG4a adds up to the enquiries concluded, {column}", total("SG4a", column), number)
            yield Check(f"SG2e adds up to the risks identified in SG2c, {column}",
                        total("SG2e", column), total("SG2c", column, identified))  # fmt: skip
            yield Check(f"SG4a: achieved adds up to those expressed, {column}", total("SG4a achieved", column),
                        total("SG4a", column, ["Yes, they were asked and outcomes were expressed"]))  # fmt: skip

    @property
    def measures(self):
        """As the published analysis computes them (VERIFIED)."""
        concerns = self.total("SG1f concerns", "Number")
        s42, other = (self.total("SG1f enquiries", column) for column in KINDS)
        yield "Conversion rate: enquiries of concerns", share(s42 + other, concerns)
        yield "Section 42 share of enquiries", share(s42, s42 + other)

    def lines(self):
        """The file, one value a line."""
        for table, rows in self.grids:
            for row, cells in rows:
                for column, number in cells:
                    yield [str(self.year), table.key, row, column, number]


def share(part, whole):
    return f"{100 * part / whole:.0f}%" if whole else "–"
