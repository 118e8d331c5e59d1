"""What the system of another organisation may see: one place, asked by `visible_to` and by every answer of the API.

Referrals that its organisation sent, and people whom an agreement in force covers. Somebody restricted is covered only
where an agreement says so on purpose. Nobody else exists: not visible is 404, in the same words and the same queries.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q

from bep.access.actors import Actor
from bep.kit import clock
from partners.models import CoveredPerson, SharingAgreement
from partners.scopes import permissions_of
from referrals.models import Referral

REFERRED, NAMED = SharingAgreement.Covers.REFERRED, SharingAgreement.Covers.NAMED


@dataclass(frozen=True)
class Held:
    """An agreement in force, as a request rests on it."""

    id: int
    purpose: str
    covers: str
    fields: tuple


@dataclass(frozen=True)
class Bearer:
    """Whose token this is: one client of one organisation, with what its token and its agreements allow today."""

    client_id: int
    client: str
    per_minute: int
    organisation_id: int
    organisation: str
    ods_code: str
    sources: tuple
    scopes: frozenset
    agreements: tuple
    today: date = field(default_factory=clock.today)

    # REST framework puts whoever asks where Django's middleware looks for a worker who is signed in: this is none.
    is_authenticated, pk = False, None

    @cached_property
    def actor(self):
        """Who the log says did it: the system by its own name, never a person."""
        name = f"{self.organisation} ({self.ods_code}): {self.client}"
        sight = {
            "people.Person": lambda: self.people, "referrals.Referral": lambda: self.referrals,
            "safeguarding.Concern": lambda: self.concerns,
        }  # fmt: skip
        return Actor(name[:120], permissions_of(self.scopes), sight)

    def relying_on(self, covers):
        return [held for held in self.agreements if held.covers == covers]

    @cached_property
    def fields_of_referrals(self):
        """What may be told of the referrals that it sent."""
        return frozenset(field for held in self.relying_on(REFERRED) for field in held.fields)

    # --- conditions -----------------------------------------------------------------------------------------------
    @cached_property
    def granted(self):
        """Ids of restricted people whom an agreement covers on purpose."""
        return self.covered.filter(although_restricted=True).values("person")

    @property
    def covered(self):
        return CoveredPerson.objects.current(self.today).filter(
            agreement__in=[held.id for held in self.relying_on(NAMED)]
        )

    @cached_property
    def people(self):
        """The people whom its agreements cover."""
        open_to_all = Q(pk__in=self.covered.values("person"))
        if self.relying_on(REFERRED):
            open_to_all |= Q(pk__in=Referral.objects.filter(sent__organisation=self.organisation_id).values("person"))
        return (Q(restricted=False) & open_to_all) | Q(pk__in=self.granted)

    @cached_property
    def referrals(self):
        """The referrals that its organisation sent, but for those of somebody who has been restricted."""
        return Q(sent__organisation=self.organisation_id) & self.unrestricted

    @cached_property
    def concerns(self):
        """The safeguarding concerns that its organisation raised, but for those of somebody who has been restricted."""
        return Q(sent__organisation=self.organisation_id) & self.unrestricted

    @property
    def unrestricted(self):
        """Of a record about a person, or about nobody yet: that they are not restricted, or covered on purpose."""
        found = Q(person=None) | Q(person__restricted=False)
        return found | Q(person__in=self.granted) if self.relying_on(NAMED) else found

    # --- of one person --------------------------------------------------------------------------------------------
    def held_of(self, row):
        """The agreements that cover a person, of a row of `queries.people`."""
        return [
            held for held in self.agreements
            if (held.covers == NAMED and held.id in row["named"])
            or (held.covers == REFERRED and row["referred"] and not row["restricted"])
        ]  # fmt: skip
