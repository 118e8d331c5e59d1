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


def actor(name, *may):
    return Actor(name, frozenset(may))


PUBLIC = actor("the public")
