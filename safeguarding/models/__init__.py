from safeguarding.models.allegation import Allegation
from safeguarding.models.audit import AuditQuestion, AuditSample, AuditTool
from safeguarding.models.audit_case import AuditAction, AuditAnswer, AuditCase, AuditReview, AuditRuling
from safeguarding.models.concern import Concern
from safeguarding.models.court import CourtCase
from safeguarding.models.decision import Decision
from safeguarding.models.dols import DolsApplication
from safeguarding.models.dols_parts import (
    DolsAssessment,
    DolsCondition,
    DolsCopy,
    DolsReview,
    DolsSupporter,
    DolsVisit,
)
from safeguarding.models.enquiry import Enquiry
from safeguarding.models.governance import AdultReview, ReviewedAdult, Withholding
from safeguarding.models.personal import CapacityView, CitedCapacity, RiskRating, Wish
from safeguarding.models.provider import Provider
from safeguarding.models.provider_enquiry import ProviderEnquiry
from safeguarding.models.sealed import SealedPart, SealedReader
from safeguarding.models.work import CausedEnquiry, EnquiryAction, Meeting, PlanReview, Sharing

__all__ = [
    "AdultReview",
    "Allegation",
    "AuditAction",
    "AuditAnswer",
    "AuditCase",
    "AuditQuestion",
    "AuditReview",
    "AuditRuling",
    "AuditSample",
    "AuditTool",
    "CapacityView",
    "CausedEnquiry",
    "CitedCapacity",
    "Concern",
    "CourtCase",
    "Decision",
    "DolsApplication",
    "DolsAssessment",
    "DolsCondition",
    "DolsCopy",
    "DolsReview",
    "DolsSupporter",
    "DolsVisit",
    "Enquiry",
    "EnquiryAction",
    "Meeting",
    "PlanReview",
    "Provider",
    "ProviderEnquiry",
    "ReviewedAdult",
    "RiskRating",
    "SealedPart",
    "SealedReader",
    "Sharing",
    "Wish",
    "Withholding",
]
