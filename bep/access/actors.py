"""Doers that are not workers. Each has a name and a short list of what it may do; nobody is all-powerful."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A named doer: the public, the clock, a loader. `may` are the permissions it holds."""

    name: str
    may: frozenset = frozenset()
    pk = None
    is_authenticated = False

    def has_perm(self, permission, obj=None):
        return permission in self.may

    def __str__(self):
        return self.name


ACTORS: dict[str, Actor] = {}


def actor(name, *may):
    """Names an actor. One name is one doer: the log and long work tell them apart by it."""
    made = Actor(name, frozenset(may))
    if ACTORS.setdefault(name, made) != made:
        raise ValueError(f"There is another actor called “{name}”, who may do other things.")
    return made


PUBLIC = actor("the public")
