"""How alike two descriptions of a person are: points out of a hundred, and the reasons in words that a worker can weigh.

The points are our own judgement (LOCAL), ordered so that: one NHS number is nearly enough alone; a date of birth needs a
name beside it; a name alone is worth a look and no more.
"""

from dataclasses import dataclass
from datetime import date

from people.typed import real_date

SAME_NHS, OTHER_NHS = 70, -40
SAME_BIRTH, SWAPPED_BIRTH, NEAR_BIRTH, OTHER_BIRTH = 35, 28, 15, -20
EACH_NAME, SWAPPED_NAMES = 22.5, -3
SAME_POSTCODE = 15
ALIKE = 0.3  # likeness of two names below which it is chance


@dataclass(frozen=True)
class Probe:
    """What is known of the person at the door; names in lower case."""

    given_name: str
    family_name: str
    birth_date: date | None
    nhs_number: str
    postcode: str

    @property
    def whole_name(self):
        return f"{self.given_name} {self.family_name}"

    @property
    def birth_dates(self):
        """The date, and the same with day and month swapped where that is a date too."""
        return [day for day in (self.birth_date, swapped(self.birth_date)) if day]


def score(probe, row):
    """(points, reasons) for one row of the matcher's query."""
    parts = [nhs_part(probe, row), birth_part(probe, row), name_part(probe, row), postcode_part(probe, row)]
    points = sum(part[0] for part in parts)
    return max(0, min(100, round(points))), tuple(part[1] for part in parts if part[1])


def nhs_part(probe, row):
    if not probe.nhs_number or not row["nhs_number"]:
        return 0, ""
    if probe.nhs_number == row["nhs_number"]:
        return SAME_NHS, "same NHS number"
    return OTHER_NHS, "another NHS number"


def birth_part(probe, row):
    ours, theirs = probe.birth_date, row["birth_date"]
    if not ours or not theirs:
        return 0, ""
    if ours == theirs:
        return SAME_BIRTH, "same date of birth"
    if swapped(ours) == theirs:
        return SWAPPED_BIRTH, "same date of birth, day and month swapped"
    if row["birth_date_estimated"] and abs(ours.year - theirs.year) <= 2:
        return NEAR_BIRTH, "near the estimated date of birth"
    if sum((ours.day == theirs.day, ours.month == theirs.month, ours.year == theirs.year)) == 2:
        return NEAR_BIRTH, "date of birth differs in one part"
    return OTHER_BIRTH, "another date of birth"


def postcode_part(probe, row):
    same = bool(probe.postcode) and probe.postcode == row["postcode"]
    return (SAME_POSTCODE, "same postcode") if same else (0, "")


def name_part(probe, row):
    """The better of the names as they stand and the names swapped."""
    straight = (
        given_likeness(probe.given_name, probe_sound(row, "given"), row),
        family_likeness(probe.family_name, probe_sound(row, "family"), row),
    )
    crossed = (
        given_likeness(probe.family_name, probe_sound(row, "family"), row),
        family_likeness(probe.given_name, probe_sound(row, "given"), row),
    )
    if worth(crossed) + SWAPPED_NAMES > worth(straight):
        return worth(crossed) + SWAPPED_NAMES, "given and family name swapped"
    return worth(straight), wording(*straight)


def worth(pair):
    return EACH_NAME * sum(likeness for likeness in pair if likeness >= ALIKE)


def wording(given, family):
    if given == family == 1:
        return "same name"
    said = {1.0: "same {}", 0.8: "{} sounds alike or is short for it"}
    parts = [
        said.get(likeness, "{} is alike").format(name)
        for name, likeness in (("given name", given), ("family name", family))
        if likeness >= ALIKE
    ]
    return ", ".join(parts)


def probe_sound(row, name):
    return row[f"probe_{name}_sound"]


def given_likeness(name, sound, row):
    theirs = [row["given_name"].lower(), row["preferred_name"].lower(), *row["given_name"].lower().split()]
    return max(likeness(name, sound, other, row["given_sound"]) for other in theirs if other or not name)


def family_likeness(name, sound, row):
    """Earlier names count as the family name's equal: people marry, and people leave marriages."""
    theirs = [row["family_name"].lower(), *row["previous_names"].lower().replace(",", " ").split()]
    return max(likeness(name, sound, other, row["family_sound"]) for other in theirs)


def likeness(ours, our_sound, theirs, their_sound):
    """1 when equal, 0.8 when one sounds like the other or is short for it, else the share of trigrams they have in common."""
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    short = min(len(ours), len(theirs)) >= 3 and (ours.startswith(theirs) or theirs.startswith(ours))
    if short or (our_sound and our_sound == their_sound):
        return 0.8
    one, other = trigrams(ours), trigrams(theirs)
    return min(0.79, len(one & other) / len(one | other))


def trigrams(text):
    """As PostgreSQL's pg_trgm counts them: each word with two spaces before it and one after."""
    padded = [f"  {word} " for word in text.split()]
    return {word[i : i + 3] for word in padded for i in range(len(word) - 2)}


def swapped(day):
    """The same date with day and month exchanged, where that is a date and another one."""
    other = real_date(day.year, day.day, day.month) if day else None
    return other if other != day else None
