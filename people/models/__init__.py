from people.models.alert import Alert
from people.models.countersignature import Countersignature
from people.models.cover import Cover
from people.models.involvement import Involvement
from people.models.merge import Merge
from people.models.next_step import NextStep
from people.models.note import Addendum, CaseNote
from people.models.person import Person
from people.models.relationship import Relationship
from people.models.risk import HomeChildren, RiskArea, RiskPlan
from people.models.safe_contact import SafeContact
from people.models.status import StatusSpell

__all__ = [
    "Addendum",
    "Alert",
    "CaseNote",
    "Countersignature",
    "Cover",
    "HomeChildren",
    "Involvement",
    "Merge",
    "NextStep",
    "Person",
    "Relationship",
    "RiskArea",
    "RiskPlan",
    "SafeContact",
    "StatusSpell",
]
