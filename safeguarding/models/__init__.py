from safeguarding.models.allegation import Allegation
from safeguarding.models.concern import Concern
from safeguarding.models.decision import Decision
from safeguarding.models.enquiry import Enquiry
from safeguarding.models.personal import CapacityView, RiskRating, Wish
from safeguarding.models.provider import Provider
from safeguarding.models.provider_enquiry import ProviderEnquiry
from safeguarding.models.sealed import SealedPart, SealedReader
from safeguarding.models.work import CausedEnquiry, EnquiryAction, Meeting, PlanReview, Sharing

__all__ = [
    "Allegation",
    "CapacityView",
    "CausedEnquiry",
    "Concern",
    "Decision",
    "Enquiry",
    "EnquiryAction",
    "Meeting",
    "PlanReview",
    "Provider",
    "ProviderEnquiry",
    "RiskRating",
    "SealedPart",
    "SealedReader",
    "Sharing",
    "Wish",
]
