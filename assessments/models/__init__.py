from assessments.models.addendum import Addendum
from assessments.models.answers import OutcomeAnswer, WellbeingAnswer
from assessments.models.best_interests import (
    BestInterestsDecision,
    BestInterestsMeeting,
    BestInterestsOption,
    Consultation,
)
from assessments.models.capacity import CapacityAssessment, CapacityCountersignature
from assessments.models.meeting import ChoiceMeeting
from assessments.models.needs import NeedsAssessment
from assessments.models.profile import PersonalProfile, SupportPerson

__all__ = [
    "Addendum",
    "BestInterestsDecision",
    "BestInterestsMeeting",
    "BestInterestsOption",
    "CapacityAssessment",
    "CapacityCountersignature",
    "ChoiceMeeting",
    "Consultation",
    "NeedsAssessment",
    "OutcomeAnswer",
    "PersonalProfile",
    "SupportPerson",
    "WellbeingAnswer",
]
