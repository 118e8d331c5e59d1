"""The tables of the collection: rows, columns and what each cell filters. Categories as its published tables name them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

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


@dataclass(frozen=True)
class Table:
    """One table: `unit` counts whom or what; `distinct` names what is counted once where a row may repeat it."""

    key: str
    title: str
    unit: Any
    rows: dict
    columns: dict
    distinct: str = "pk"
    status: str = VERIFIED
    note: str = ""
    person_path: str = "person"

    def cells(self):
        return [(row, column) for row in self.rows for column in self.columns]

    def of(self, row, column):
        """What a cell counts, as rows."""
        return self.unit.filter(self.rows[row] & self.columns[column])

    def count(self):
        """All cells in one query: {(row, column): number}."""
        cells = self.cells()
        wanted = {
            f"c{i}": Count(self.distinct, distinct=self.distinct != "pk", filter=self.rows[row] & self.columns[column])
            for i, (row, column) in enumerate(cells)
        }
        found = self.unit.order_by().aggregate(**wanted)
        return {cell: found[f"c{i}"] for i, cell in enumerate(cells)}


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
ALL = {"Number": Q()}
ONCE = "The same pair in one enquiry counts once. Self-neglect counts as known to the individual: inferred."


def tables(year, kind="s42"):
    """Every table of the year. SG2a and SG2b are of enquiries of one kind; nothing is read before it is counted."""
    adults, concluded, alleged = units.adults(year), units.concluded(year), units.allegations(year, kind)
    which = "Section 42" if kind == "s42" else "other"
    source, place = outwards("risk_source", "source"), outwards("abuse_location", "location")
    once: dict[str, Any] = {"distinct": "enquiry", "status": INFERRED, "note": ONCE}
    who: dict[str, Any] = {"person_path": "pk"}
    return [
        Table("SG1a", "Adults by age", adults, by_age(), METRICS, **who,
              note="18-64 holds younger adults too; “not known” is recalled."),
        Table("SG1b", "Adults by gender", adults, by_gender(), METRICS, **who),
        Table("SG1c", "Adults by ethnicity", adults, by_ethnicity(), METRICS, **who),
        Table("SG1d", "Adults by primary support reason", adults, by_reason(), METRICS, **who),
        Table("SG1e", "Adults by reported health condition", adults, {"Autism": Q(autism="Yes")}, METRICS, **who, status=RECALLED,
              note="The collection has two rows for autism and perhaps more conditions; this record holds one answer."),
        Table("SG1f concerns", "Concerns raised", units.concerns(year), {"Safeguarding concerns": Q()}, ALL),
        Table("SG1f enquiries", "Enquiries begun", units.begun(year), {"Enquiries begun": Q()}, KINDS),
        Table("SG2a", f"Type and source of risk, concluded {which} enquiries", alleged, outwards("abuse_type", "kind"), source,
              **once),
        Table("SG2b", f"Location and source of risk, concluded {which} enquiries", alleged, place, source, **once),
        Table("SG2c", "Risk assessment outcome, concluded enquiries", concluded, RISKS, KINDS),
        Table("SG2e", "Risk outcome where a risk was identified", concluded, RISK_NOW, KINDS),
        Table("SG3a", "Lacked capacity, concluded enquiries", concluded, LACKS, KINDS),
        Table("SG3a supported", "Of those, supported by advocate, family or friend", concluded, SUPPORTED, KINDS),
        Table("SG4a", "Asked what outcomes they wanted, concluded enquiries", concluded, ASKED, KINDS),
        Table("SG4a achieved", "Of those expressed", concluded, by_achieved(), KINDS),
        Table("SG5a", "Safeguarding adults reviews", units.reviews(year),
              {"One or more died": Q(one_died=True), "None died": Q(one_died=False)}, ALL, person_path=""),
        Table("SG5b", "Adults with serious harm in those reviews", units.reviewed(year),
              {"Died": Q(harm="died"), "Survived": Q(harm="survived")}, ALL),
    ]  # fmt: skip
