from bep.audit.models.event import Event
from bep.audit.models.history import RowHistory
from bep.audit.models.seal import Seal, SealMark

__all__ = ["Event", "RowHistory", "Seal", "SealMark"]
