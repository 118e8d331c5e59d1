"""What the log calls a person: their reference. The log keeps ids and knows no names; the people room registers both ways."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Subjects:
    """`find(reference)` -> the ids of one person, merged records included; `references(ids)` -> {id: reference};
    `may_see(worker, ids)` -> whether the worker may see all of these people."""

    find: Callable
    references: Callable
    may_see: Callable


_known = Subjects(find=lambda reference: [], references=lambda ids: {}, may_see=lambda worker, ids: False)


def register(*, find, references, may_see):
    global _known
    _known = Subjects(find, references, may_see)


def find(reference):
    return _known.find(reference)


def references(ids):
    return _known.references(ids)


def may_see(worker, ids):
    return _known.may_see(worker, ids)
