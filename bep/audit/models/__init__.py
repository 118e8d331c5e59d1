from bep.audit.models.event import Event
from bep.audit.models.history import RowHistory

__all__ = ["Event", "RowHistory"]
