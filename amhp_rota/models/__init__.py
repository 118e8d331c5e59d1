from amhp_rota.models.desk_log import LogLine
from amhp_rota.models.desk_request import AssessmentRequest, Delay

__all__ = [
    "AssessmentRequest",
    "Delay",
    "LogLine",
]
