from amhp_rota.models.desk_doctor import Declaration, Doctor, FeeClaim, Recommendation
from amhp_rota.models.desk_log import LogLine
from amhp_rota.models.desk_request import AssessmentRequest, Delay
from amhp_rota.models.desk_shift import Handover, HandoverLine, Visit, VisitStep

__all__ = [
    "AssessmentRequest",
    "Declaration",
    "Delay",
    "Doctor",
    "FeeClaim",
    "Handover",
    "HandoverLine",
    "LogLine",
    "Recommendation",
    "Visit",
    "VisitStep",
]
