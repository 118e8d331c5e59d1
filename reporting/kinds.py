"""The kinds of statutory return: what each is built from, checked by and written as. All else is one way for all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from bep.kit.rules import NotAllowed
from reporting.cld import build, check
from reporting.cld.file import copy_statement
from reporting.cld.sources import SOURCES
from reporting.models import Return
from reporting.sac import build as sac
from reporting.sac.file import cells_statement
from safeguarding.permissions import RETURN as COUNT


@dataclass(frozen=True)
class Kind:
    """`sees` is what a worker must hold, besides the return's own permissions, to ask for one, see it or sign it."""

    key: str
    release: str
    steps: Callable  # made -> [(what a watcher reads, step)]
    add: Callable  # (made, step) -> rows written, in one transaction
    check: Callable  # made: what is left to write when all rows are there
    counts: Callable  # made -> ({"rows": …, "errors": …}, {"error": n, "warning": n})
    lists: Callable  # the code lists it rests on, as they stand
    statement: Callable  # (cursor, return's number) -> the COPY that writes its file
    names_people: bool  # whether somebody can be known by its file
    sees: str = ""

    def open_to(self, worker):
        return not self.sees or worker.has_perm(self.sees)


def cld_counts(made):
    errors, by_severity = check.counts(made.pk)
    return {"rows": build.counts(made.pk), "errors": errors}, by_severity


CLD = Kind(
    key=Return.Kind.CLD, release="R2", steps=lambda made: [(source.words, source) for source in SOURCES],
    add=lambda made, source: build.add_rows(made.pk, source), check=lambda made: check.check(made.pk), counts=cld_counts,
    lists=check.lists, statement=copy_statement, names_people=True,
)  # fmt: skip
SAC = Kind(
    key=Return.Kind.SAC, release="2022-23", steps=sac.steps, add=sac.add_block, check=sac.add_cells, counts=sac.counts,
    lists=sac.lists, statement=cells_statement, names_people=False, sees=COUNT,
)  # fmt: skip
KINDS = {str(kind.key): kind for kind in (CLD, SAC)}


def of(made):
    return KINDS[made.kind]


def open_to(worker):
    """The kinds of return that a worker may have to do with."""
    return [key for key, kind in KINDS.items() if kind.open_to(worker)]


def must_be_open(key, by):
    if not KINDS[key].open_to(by):
        raise NotAllowed(
            "Your role does not allow this kind of return.", remedy="Ask whoever leads safeguarding adults."
        )
