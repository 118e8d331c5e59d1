"""One line as facts, or what is wrong with it: each problem names the column, the rule and the remedy."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError

from bep.kit import clock, reference
from bep.kit.fields import PostcodeField
from bep.kit.nhs_number import clean, valid
from partners.trust_import.reading import alike

ADULT = 18


@dataclass(frozen=True)
class Problem:
    """Why a line is refused."""

    heading: str
    sentence: str
    remedy: str


@dataclass(frozen=True)
class Incoming:
    """One record of a trust's system, checked: from a file here, from REST elsewhere."""

    profile: str
    key: str
    kind: str
    facts: dict  # plain JSON: days as 2026-11-20

    @property
    def hash(self):
        """Alike for the same content, whatever the order it came in."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Wrong(Exception):
    """What one cell does not keep: (sentence, remedy)."""


def incoming(headings, cells, profile):
    """(Incoming or None, [Problem])."""
    cells = without_a_tail(cells, len(headings))
    if len(cells) > len(headings):
        sentence = f"It has {len(cells)} cells where the headings are {len(headings)}."
        return None, [Problem("", sentence, "A comma within a cell needs quotes round the cell.")]
    raw = {alike(heading): cell for heading, cell in zip(headings, cells, strict=False)}
    facts, problems = {}, []
    for column in profile.columns:
        try:
            if said := value(column, raw.get(alike(column.heading), ""), profile):
                facts[column.name] = said
        except Wrong as wrong:
            problems.append(Problem(column.heading, *wrong.args))
    if problems:
        return None, problems
    return Incoming(profile.name, facts.pop("key"), facts.pop("kind"), facts), []


def without_a_tail(cells, number):
    """Spreadsheets end some lines with empty cells that have no heading: they say nothing."""
    while len(cells) > number and not cells[-1]:
        cells = cells[:-1]
    return cells


def value(column, cell, profile):
    """What a cell says, as JSON keeps it; an empty one says nothing, unless the column must."""
    if not cell:
        if column.required:
            raise Wrong("It is empty.", "Fill it in; every line needs it.")
        return ""
    if len(cell) > column.length:
        raise Wrong(f"It has {len(cell):,} characters; {column.length:,} are taken.", "Shorten it.")
    if column.code or column.list:
        return coded(column, cell)
    return CHECKS[column.check](cell, profile) if column.check else cell


def coded(column, cell):
    """By the trust's code, its words for it, or our own label; only what is on our list is taken."""
    ours = {alike(code): code for code in reference.codes(column.list)} if column.list else {}
    ours |= {
        alike(facts["label"]): code for code, facts in (reference.codes(column.list) if column.list else {}).items()
    }
    ours |= {alike(theirs): code for theirs, code in column.code.items()}
    if alike(cell) not in ours:
        raise Wrong(f"“{cell[:60]}” is not a code that we know.", f"Use one of {', '.join(column.code)}.")
    return ours[alike(cell)]


def day(cell, profile):
    for shape in profile.dates:
        try:
            return datetime.strptime(cell, shape).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise Wrong(f"“{cell[:40]}” is not a date.", "Write it like 31/01/2026.")


def past(cell, profile):
    found = day(cell, profile)
    if found > clock.today():
        raise Wrong("This date is in the future.", "Correct it: what is to come is not recorded yet.")
    if found.year < 1900:
        raise Wrong("This date is before 1900.", "Check the year.")
    return found.isoformat()


def birth(cell, profile):
    found = past(cell, profile)
    if clock.age_on(date.fromisoformat(found), clock.today()) < ADULT:
        raise Wrong("They are under 18, and this is adult safeguarding (Care Act 2014 s42).",
                    "Send it to children’s services, and tell the trust.")  # fmt: skip
    return found


def nhs(cell, profile):
    figures = clean(cell)
    if not valid(figures):
        raise Wrong("This is not an NHS number: ten figures, the last of which checks the rest.",
                    "Check it in the trust’s system, or leave it empty.")  # fmt: skip
    return figures


def postcode(cell, profile):
    try:
        return PostcodeField(label="It").clean(cell)
    except ValidationError:
        raise Wrong("This is not a UK postcode.", "Correct it, or leave it empty.") from None


CHECKS = {"nhs": nhs, "birth": birth, "past": past, "postcode": postcode}
