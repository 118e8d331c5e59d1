"""Doers that are not workers. Each has a name and a short list of what it may do; nobody is all-powerful."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q


@dataclass(frozen=True)
class Actor:
    """A named doer: the public, the clock, a loader. `may` are the permissions it holds.

    `sight` is what another organisation's system may see, {model's label: function() -> condition}; nobody else brings one along.
    """

    name: str
    may: frozenset = frozenset()
    sight: Mapping | None = field(default=None, compare=False)
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


NOTHING = Q(pk__in=())


def own_sight(doer, label):
    """The condition for the rows of a model that a doer with a sight of its own may see; None for whoever has none."""
    sight = getattr(doer, "sight", None)
    if sight is None:
        return None
    return sight[label]() if label in sight else NOTHING


PUBLIC = actor("the public")
