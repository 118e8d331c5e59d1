from bep.access.models.grant import Grant
from bep.access.models.role import Role
from bep.access.models.team import Locality, Membership, Team
from bep.access.models.worker import Worker

__all__ = ["Grant", "Locality", "Membership", "Role", "Team", "Worker"]
