from amhp_rota.models.desk_assessment import MhaAssessment, Paper
from amhp_rota.models.desk_case import MhaCase, MhaTimer
from amhp_rota.models.desk_doctor import Declaration, Doctor, FeeClaim, Recommendation
from amhp_rota.models.desk_file import PaperFile
from amhp_rota.models.desk_log import LogLine
from amhp_rota.models.desk_outside import OutsideRequest
from amhp_rota.models.desk_request import AssessmentRequest, Delay
from amhp_rota.models.desk_shift import Handover, HandoverLine, Visit, VisitStep
from amhp_rota.models.register_amhp import (
    Absence,
    ActingFor,
    Amhp,
    Approval,
    ApprovalWarning,
    Supervision,
    Suspension,
    Training,
    Wish,
)
from amhp_rota.models.rota import Duty, Proposal, Rota, RotaVersion
from amhp_rota.models.rota_changes import Claim, FeedLink, GapOffer, Swap
from amhp_rota.models.rota_rules import CoverRule, RotaRule, ShiftKind

__all__ = [
    "Absence",
    "ActingFor",
    "Amhp",
    "Approval",
    "ApprovalWarning",
    "AssessmentRequest",
    "Claim",
    "CoverRule",
    "Declaration",
    "Delay",
    "Doctor",
    "Duty",
    "FeeClaim",
    "FeedLink",
    "GapOffer",
    "Handover",
    "HandoverLine",
    "LogLine",
    "MhaAssessment",
    "MhaCase",
    "MhaTimer",
    "OutsideRequest",
    "Paper",
    "PaperFile",
    "Proposal",
    "Recommendation",
    "Rota",
    "RotaRule",
    "RotaVersion",
    "ShiftKind",
    "Supervision",
    "Suspension",
    "Swap",
    "Training",
    "Visit",
    "VisitStep",
    "Wish",
]
