"""Who is the nearest relative: Mental Health Act 1983 ss26 to 28, worked out step by step, in sentences that are printed.

A pure function of what is known. It decides nothing: an AMHP may name somebody else, with a reason that is printed too.
"""

from dataclasses import dataclass, field
from datetime import date

from bep.kit import clock
from bep.kit.rules import rule
from bep.kit.targets import UnknownTarget, target

SOURCE = "Mental Health Act 1983 s26"
# s26(1): the order of kinds. The first kind of them that has anybody left is the one.
ORDER = [
    ("spouse", "Husband, wife or civil partner"),
    ("partner", "Lives with them as a spouse would"),
    ("child", "Son or daughter"),
    ("parent", "Father or mother"),
    ("sibling", "Brother or sister"),
    ("grandparent", "Grandparent"),
    ("grandchild", "Grandchild"),
    ("uncle_aunt", "Uncle or aunt"),
    ("nephew_niece", "Nephew or niece"),
    ("resident", "Not a relative; has lived with them for years"),
    ("none", "Not in the list: step-relative, cousin, friend"),
]
LABELS = dict(ORDER)
RANK = {"spouse": 0, "partner": 0} | {kind: n for n, (kind, _) in enumerate(ORDER[2:-1], 1)}
MAY_BE_UNDER_18 = {"spouse", "parent"}  # s26(5): husband, wife, civil partner, father, mother
PARTNER_MONTHS, RESIDENT_YEARS = 6, 5


@dataclass(frozen=True)
class Relative:
    """Somebody in the person's life, as far as section 26 asks."""

    name: str
    kind: str
    birth_date: date | None = None
    age_known_under_18: bool = False
    half_blood: bool = False
    lives_with: bool = False
    cares_for: bool = False
    abroad: bool = False
    separated: bool = False
    together_months: int | None = None
    resident_years: int | None = None
    father_without_responsibility: bool = False

    @property
    def near(self):
        return self.lives_with or self.cares_for


@dataclass(frozen=True)
class Patient:
    """What sections 26 to 28 ask of the person themselves."""

    abroad: bool = False
    in_care_of: str = ""  # a local authority under a care order, s27
    guardians: tuple = ()  # guardian, special guardian or child arrangements order, s28


@dataclass
class Finding:
    """The answer, if there is one, and the way to it. `others` may act if more than one is named (s28)."""

    relative: Relative | None = None
    name: str = ""
    steps: list = field(default_factory=list)
    doubtful: bool = False

    def says(self, words):
        self.steps.append(words)
        return self


@rule(f"{SOURCE}(5)", "VERIFIED")
def disregarded(relative, patient, on, married=False):
    """Not counted: who lives abroad when the person does not, a spouse parted for good, most people under 18."""
    if relative.kind == "none":
        return "is not in the list of section 26(1)"
    if relative.abroad and not patient.abroad:
        return "does not ordinarily live in the United Kingdom, the Channel Islands or the Isle of Man: s26(5)"
    if relative.kind == "spouse" and relative.separated:
        return "is permanently separated, or one has deserted the other: s26(5)"
    if relative.kind not in MAY_BE_UNDER_18 and is_under_18(relative, on):
        return "is under 18: s26(5)"
    return living_together(relative, married) or fatherhood(relative)


@rule(f"{SOURCE}(6), (7)", "VERIFIED")
def living_together(relative, married):
    """A partner counts after six months of living as spouses do, a resident after five years; neither beside a spouse."""
    if relative.kind == "partner":
        if (relative.together_months or 0) < PARTNER_MONTHS:
            return f"has lived with them as a spouse would for less than {PARTNER_MONTHS} months: s26(6)"
        if married:
            return "does not count beside a husband, wife or civil partner: s26(6)"
    if relative.kind == "resident":
        if not relative.lives_with or (relative.resident_years or 0) < RESIDENT_YEARS:
            return f"has not lived with them for {RESIDENT_YEARS} years: s26(7)"
        if married:
            return "does not count beside a husband, wife or civil partner: s26(7)"
    return ""


@rule(f"{SOURCE}(2)", "VERIFIED")
def fatherhood(relative):
    """An unmarried father counts only with parental responsibility."""
    if relative.kind == "parent" and relative.father_without_responsibility:
        return "is an unmarried father without parental responsibility: s26(2)"
    return ""


def is_under_18(relative, on):
    if relative.birth_date:
        return clock.age_on(relative.birth_date, on) < 18
    return relative.age_known_under_18


def nearest_relative(relatives, patient, on):
    """The finding, by sections 28, 27 and 26 in the order in which they take each other's place."""
    found = Finding()
    if patient.guardians:
        return by_guardianship(found, patient)
    married = any(r.kind == "spouse" and not r.separated for r in relatives)
    left = count(found, relatives, patient, on, married)
    if patient.in_care_of:
        return by_care_order(found, patient, left)
    if not left:
        return found.says(
            "Nobody is left: there is no nearest relative that we know of. The county court may appoint one, s29."
        )
    return choose(found, left)


@rule("Mental Health Act 1983 s28", "VERIFIED")
def by_guardianship(found, patient):
    """For somebody under 18, a guardian or who is named in a child arrangements order is the nearest relative."""
    found.name = " and ".join(patient.guardians)
    return found.says(
        f"{found.name}: named by a guardianship or child arrangements order, s28. They come before all others."
    )


@rule("Mental Health Act 1983 s27", "VERIFIED")
def by_care_order(found, patient, left):
    """For somebody in a council's care by order, the council is the nearest relative, but a spouse comes first."""
    spouse = next((r for r in left if r.kind == "spouse"), None)
    if spouse:
        found.says(f"A care order would make {patient.in_care_of} the nearest relative, but a spouse comes first, s27.")
        return settle(found, spouse)
    found.name = patient.in_care_of
    return found.says(f"{patient.in_care_of}: the person is in its care by order, s27.")


def count(found, relatives, patient, on, married):
    """Those who count, each of the others with the words that leave them out."""
    left = []
    for relative in relatives:
        if why := disregarded(relative, patient, on, married):
            found.says(f"{relative.name} ({LABELS[relative.kind].lower()}) {why}.")
        else:
            left.append(relative)
    return left


@rule(f"{SOURCE}(3), (4)", "VERIFIED")
def choose(found, left):
    """Who lives with or cares for the person comes first; then the order of the list, whole blood, and the elder."""
    near = [r for r in left if r.near and r.kind != "resident"]
    if near:
        names = ", ".join(r.name for r in near)
        found.says(f"Lives with or cares for the person, so comes before the others, s26(4): {names}.")
    warn_of_resident(found, left)
    pool = near or left
    first = min(RANK[r.kind] for r in pool)
    highest = [r for r in pool if RANK[r.kind] == first]
    found.says(f"Highest in the list of s26(1): {LABELS[highest[0].kind].lower()}.")
    return settle(found, eldest(found, highest))


def warn_of_resident(found, left):
    """Whether section 26(4) lifts a resident of five years above relatives elsewhere was not confirmed: said, not decided."""
    resident = next((r for r in left if r.kind == "resident"), None)
    if resident and len(left) > 1:
        found.doubtful = True
        found.says(
            f"{resident.name} has lived with them for {RESIDENT_YEARS} years and is put last, s26(7). Some hold that s26(4) "
            "puts them first (from memory, not confirmed): take advice, and name them below if that is right."
        )


def eldest(found, same):
    """Of several of one kind: whole blood before half blood, then the elder, whatever their sex."""
    if len(same) == 1:
        return same[0]
    whole = [r for r in same if not r.half_blood]
    if whole and len(whole) < len(same):
        found.says("Whole blood comes before half blood, s26(3).")
    pool = whole or same
    if len(pool) > 1:
        found.says("The elder comes before the younger, s26(3).")
        if any(r.birth_date is None for r in pool):
            found.doubtful = True
            found.says("A date of birth is missing: ask who is the elder.")
    return min(pool, key=lambda r: (r.birth_date is None, r.birth_date or date.max, r.name))


def settle(found, relative):
    found.relative, found.name = relative, relative.name
    return found.says(f"So the nearest relative appears to be {relative.name}.")


# --- the Mental Health Act 2025 ---------------------------------------------------------------------------------------
@rule("Mental Health Act 2025 ss24 to 28, when they are brought into force", "VERIFIED")
def nominated_person_in_force(on):
    """From the day this part is in force, a nominated person takes the nearest relative's place."""
    try:
        return bool(target("mha.nominated_person", on).value)
    except UnknownTarget:
        return False


def role_on(on):
    """What the law calls whom the AMHP informs or consults on a day."""
    return "nominated person" if nominated_person_in_force(on) else "nearest relative"
