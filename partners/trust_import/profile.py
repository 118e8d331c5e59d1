"""What the columns of a trust's file are: data, in presets/trust-import/<name>.toml, one file a system."""

import tomllib
from dataclasses import dataclass, field
from functools import cache

from bep.kit.rules import NotFound
from bep.presets import PRESETS

FOLDER = PRESETS / "trust-import"


@dataclass(frozen=True)
class Column:
    """One column: which fact it gives, and what it may say."""

    name: str
    heading: str
    required: bool = False
    length: int = 200
    check: str = ""  # nhs, birth, past or postcode
    list: str = ""
    code: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    name: str
    label: str
    organisation: str
    source: str
    status: str
    megabytes: int
    lines: int
    dates: tuple
    columns: tuple

    @property
    def required(self):
        return [column.heading for column in self.columns if column.required]

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


@cache
def profiles():
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}


def read(path):
    facts = tomllib.loads(path.read_text())
    columns = tuple(Column(name, **said) for name, said in facts.pop("column").items())
    return Profile(name=path.stem, columns=columns, dates=tuple(facts.pop("dates")), **facts)


def profile_named(name):
    if name not in profiles():
        raise NotFound("There is no such kind of file.", remedy="Choose one of the list.")
    return profiles()[name]
