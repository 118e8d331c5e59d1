from assessments.models.addendum import Addendum
from assessments.models.answers import OutcomeAnswer, WellbeingAnswer
from assessments.models.meeting import ChoiceMeeting
from assessments.models.needs import NeedsAssessment
from assessments.models.profile import PersonalProfile, SupportPerson

__all__ = [
    "Addendum",
    "ChoiceMeeting",
    "NeedsAssessment",
    "OutcomeAnswer",
    "PersonalProfile",
    "SupportPerson",
    "WellbeingAnswer",
]
