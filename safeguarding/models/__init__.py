from safeguarding.models.concern import Concern
from safeguarding.models.provider import Provider
from safeguarding.models.sealed import SealedPart, SealedReader

__all__ = ["Concern", "Provider", "SealedPart", "SealedReader"]
