"""What a client's token may be asked for: a resource and a verb. Each names the permissions that its bearer holds here."""

from dataclasses import dataclass

from referrals import permissions as referrals


@dataclass(frozen=True)
class Scope:
    """`sentence` completes "may …" for whoever gives it; `may` are the permissions that actions ask for."""

    sentence: str
    may: frozenset = frozenset()


SCOPES = {
    "referrals:read": Scope("follow the referrals it sent, with their appointments"),
    "referrals:write": Scope("send referrals, and withdraw its own", frozenset({referrals.RECEIVE})),
    "reference:read": Scope("read hubs with free places, and lists of values"),
}


def permissions_of(scopes):
    """What the bearer of these scopes may do. A scope that is no longer in the list gives nothing."""
    return frozenset().union(*(SCOPES[name].may for name in scopes if name in SCOPES))
