from people.models.countersignature import Countersignature
from people.models.cover import Cover
from people.models.involvement import Involvement
from people.models.next_step import NextStep
from people.models.note import Addendum, CaseNote
from people.models.person import Person
from people.models.risk import HomeChildren, RiskArea, RiskPlan
from people.models.status import StatusSpell

__all__ = [
    "Addendum",
    "CaseNote",
    "Countersignature",
    "Cover",
    "HomeChildren",
    "Involvement",
    "NextStep",
    "Person",
    "RiskArea",
    "RiskPlan",
    "StatusSpell",
]
