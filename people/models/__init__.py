from people.models.involvement import Involvement
from people.models.person import Person
from people.models.status import StatusSpell

__all__ = ["Involvement", "Person", "StatusSpell"]
