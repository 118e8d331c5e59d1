"""What a client's token may be asked for: a resource and a verb. Each names the permissions that its bearer holds here."""

from dataclasses import dataclass

from amhp_rota import permissions as amhp_rota
from referrals import permissions as referrals
from safeguarding import permissions as safeguarding


@dataclass(frozen=True)
class Scope:
    """`sentence` completes "may …" for whoever gives it; `may` are the permissions that actions ask for."""

    sentence: str
    may: frozenset = frozenset()


SCOPES = {
    "referrals:read": Scope("follow the referrals it sent, with their appointments"),
    "referrals:write": Scope("send referrals, and withdraw its own", frozenset({referrals.RECEIVE})),
    "people:read": Scope("read what is shared of people: their plan, and who works with them"),
    "concerns:read": Scope("read the acknowledgement of the safeguarding concerns that it raised"),
    "concerns:write": Scope("raise safeguarding concerns", frozenset({safeguarding.RAISE})),
    "mha:read": Scope("follow the Mental Health Act assessments that it asked for"),
    "mha:write": Scope("ask for a Mental Health Act assessment", frozenset({referrals.RECEIVE, amhp_rota.REQUEST})),
    "reference:read": Scope("read hubs with free places, and lists of values"),
}


def permissions_of(scopes):
    """What the bearer of these scopes may do. A scope that is no longer in the list gives nothing."""
    return frozenset().union(*(SCOPES[name].may for name in scopes if name in SCOPES))
