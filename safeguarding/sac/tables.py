"""The tables of the collection: rows, columns and what each cell filters. Categories as its published tables name them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from bep.kit import reference
from safeguarding.models import Enquiry
from safeguarding.sac import units

VERIFIED, INFERRED, RECALLED = "VERIFIED", "INFERRED", "RECALLED"
METRICS = {
    "Concerns (voluntary)": Q(had_concern=True), "Section 42 enquiries": Q(had_s42=True),
    "Other enquiries (voluntary)": Q(had_other=True),
}  # fmt: skip
KINDS = {"Section 42 enquiries": Q(kind="s42"), "Other enquiries": Q(kind="other")}
NOT_KNOWN = "Not Known"
# The lists of ours that the return's categories are made from.
LISTS = ["abuse_type", "abuse_location", "risk_source", "ethnicity", "gender", "main_support_reason", "autism"]


@dataclass(frozen=True)
class Table:
    """One table: its rows, each a filter. One that is not shown is a total that others are reconciled with."""

    key: str
    title: str
    rows: dict
    status: str = VERIFIED
    note: str = ""
    shown: bool = True


@dataclass(frozen=True)
class Block:
    """Tables of the same units in the same columns: one scan counts them all.

    `counted` is what counts once where a unit may repeat it; `person` whom a unit is about; `codes` what it is counted by.
    """

    unit: Any
    columns: dict
    tables: tuple
    codes: tuple = ()
    counted: str = "pk"
    person: str = "person"

    def cells(self):
        return [(table, row, column) for table in self.tables for row in table.rows for column in self.columns]

    def of(self, table, row, column):
        """What a cell counts, as rows."""
        return self.unit.filter(table.rows[row] & self.columns[column])


# --- SG1: who ---------------------------------------------------------------------------------------------------------
BANDS = {"18-64": (0, 64), "65-74": (65, 74), "75-84": (75, 84), "85-94": (85, 94), "95+": (95, 200)}


def by_age():
    bands = {label: Q(years__gte=low, years__lte=high) for label, (low, high) in BANDS.items()}
    return bands | {NOT_KNOWN: Q(years=None)}


def by_gender():
    return {"Male": Q(gender="Male"), "Female": Q(gender="Female"), NOT_KNOWN: ~Q(gender__in=["Male", "Female"])}


ETHNIC = {
    "White": "White", "Mixed / Multiple": "Mixed or multiple ethnic groups",
    "Asian / Asian British": "Asian or Asian British",
    "Black / African / Caribbean / Black British": "Black, Black British, Caribbean or African",
    "Other Ethnic Group": "Other ethnic group",
}  # fmt: skip
REFUSED = "No data: Refused"


def by_ethnicity():
    of_group = {}
    for code, facts in reference.codes("ethnicity").items():
        of_group.setdefault(facts["group"], []).append(code)
    rows = {label: Q(ethnicity__in=of_group.get(group, [])) for label, group in ETHNIC.items()}
    known = [code for group in ETHNIC.values() for code in of_group.get(group, [])]
    return rows | {"Refused": Q(ethnicity=REFUSED), "Undeclared / Not Known": ~Q(ethnicity__in=[*known, REFUSED])}


REASONS = {
    "Physical Support": "Physical support", "Sensory Support": "Sensory support",
    "Support with Memory and Cognition": "Support with memory and cognition",
    "Learning Disability Support": "Learning disability support", "Mental Health Support": "Mental health support",
    "Social Support": "Social support",
}  # fmt: skip


def by_reason():
    rows = {label: Q(main_support_reason__istartswith=start) for label, start in REASONS.items()}
    known = Q()
    for row in rows.values():
        known |= row
    none = Q(main_support_reason="")
    return rows | {"No Support Reason": none, NOT_KNOWN: ~known & ~none}


# --- SG2: what, where, by whom ----------------------------------------------------------------------------------------
def outwards(name, path):
    """{category of the collection: the finer codes of ours that go to it}."""
    found = {}
    for code, facts in reference.codes(name).items():
        found.setdefault(facts["maps_to"], []).append(code)
    return {label: Q(**{f"{path}__in": codes}) for label, codes in found.items()}


def by_achieved():
    expressed = Q(asked=Enquiry.Asked.EXPRESSED)
    fully, some = Q(wished__gt=0, got_fully=F("wished")), Q(got_some__gt=0)
    return {
        "Fully Achieved": expressed & fully,
        "Partially Achieved": expressed & some & ~fully,
        "Not Achieved": expressed & ~some,
    }


ASKED = {
    "Yes, they were asked and outcomes were expressed": Q(asked="expressed"),
    "Yes, they were asked but no outcomes were expressed": Q(asked="none"),
    "No": Q(asked="no"), "Don't Know": Q(asked="unknown"), "Not Recorded": Q(asked=""),
}  # fmt: skip
LACKS = {
    "Yes, they lacked capacity": Q(lacks_capacity="yes"), "No, they did not": Q(lacks_capacity="no"),
    "Don't Know": Q(lacks_capacity="unknown"), "Not Recorded": Q(lacks_capacity=""),
}  # fmt: skip
SUPPORTED = {"Of those who lacked it, supported": Q(lacks_capacity="yes", advocate__in=["friend", "independent"])}
RISKS = {str(label): Q(risk_outcome=value) for value, label in Enquiry.RiskOutcome.choices}
RISK_NOW = {str(label): Q(risk_now=value) for value, label in Enquiry.RiskNow.choices}
ALL = {"Number": Q(pk__gt=0)}
ALL_ROWS = {"All": Q(pk__gt=0)}
ONCE = "The same pair in one enquiry counts once. Self-neglect counts as known to the individual: inferred."
ADULT = ("years", "gender", "ethnicity", "main_support_reason", "autism")
ENQUIRY = ("kind", "risk_outcome", "risk_now", "lacks_capacity", "advocate", "asked", "wished", "got_fully", "got_some")


def blocks(year):
    """Every table of the year, by what it counts; nothing is read before it is counted."""
    return [of_adults(year), *of_beginnings(year), *of_allegations(year), of_concluded(year), *of_reviews(year)]


def about_people(year):
    """Keys of the tables whose numbers lead to people."""
    return {table.key for block in blocks(year) if block.person for table in block.tables}


def of_adults(year):
    tables = (
        Table("SG1a", "Adults by age", by_age(), note="18-64 holds younger adults too; “not known” is recalled."),
        Table("SG1b", "Adults by gender", by_gender()),
        Table("SG1c", "Adults by ethnicity", by_ethnicity()),
        Table("SG1d", "Adults by primary support reason", by_reason()),
        Table("SG1e", "Adults by reported health condition", {"Autism": Q(autism="Yes")}, status=RECALLED,
              note="The collection has two rows for autism and perhaps more conditions; this record holds one answer."),
        Table("adults", "All adults", ALL_ROWS, shown=False),
    )  # fmt: skip
    return Block(units.adults(year), METRICS, tables, ADULT, person="pk")


def of_beginnings(year):
    raised = Table("SG1f concerns", "Concerns raised", {"Safeguarding concerns": ALL["Number"]})
    begun = Table("SG1f enquiries", "Enquiries begun", {"Enquiries begun": ALL["Number"]})
    return [
        Block(units.concerns(year), ALL, (raised,), ("state", "channel")),
        Block(units.begun(year), KINDS, (begun,), ("kind",)),
    ]


def of_allegations(year):
    """SG2a and SG2b: of section 42 enquiries, then of the others."""
    alleged, source = units.allegations(year), outwards("risk_source", "source")
    kinds, places = outwards("abuse_type", "kind"), outwards("abuse_location", "location")
    for kind, which, after in (("s42", "Section 42", ""), ("other", "other", " other")):
        columns = {name: q & Q(enquiry__kind=kind) for name, q in source.items()}
        tables = (
            Table(f"SG2a{after}", f"Type and source of risk, concluded {which} enquiries", kinds, INFERRED, ONCE),
            Table(f"SG2b{after}", f"Location and source of risk, concluded {which} enquiries", places, INFERRED, ONCE),
        )
        yield Block(alleged, columns, tables, ("kind", "location", "source"), counted="enquiry")


def of_concluded(year):
    tables = (
        Table("SG2c", "Risk assessment outcome, concluded enquiries", RISKS),
        Table("SG2e", "Risk outcome where a risk was identified", RISK_NOW),
        Table("SG3a", "Lacked capacity, concluded enquiries", LACKS),
        Table("SG3a supported", "Of those, supported by advocate, family or friend", SUPPORTED),
        Table("SG4a", "Asked what outcomes they wanted, concluded enquiries", ASKED),
        Table("SG4a achieved", "Of those expressed", by_achieved()),
        Table("concluded", "All concluded enquiries", ALL_ROWS, shown=False),
    )
    return Block(units.concluded(year), KINDS, tables, ENQUIRY)


def of_reviews(year):
    died = {"One or more died": Q(one_died=True), "None died": Q(one_died=False)}
    harmed = {"Died": Q(harm="died"), "Survived": Q(harm="survived")}
    return [
        Block(
            units.reviews(year), ALL, (Table("SG5a", "Safeguarding adults reviews", died),), ("one_died",), person=""
        ),
        Block(
            units.reviewed(year), ALL, (Table("SG5b", "Adults with serious harm in those reviews", harmed),), ("harm",)
        ),
    ]
