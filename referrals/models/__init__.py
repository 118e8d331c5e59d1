from referrals.models.appointment import Appointment
from referrals.models.attachment import Attachment
from referrals.models.decision import Decision
from referrals.models.directory import Organisation, Signpost
from referrals.models.hub import Hub, HubSession, SessionRule
from referrals.models.letter import Letter
from referrals.models.referral import Referral

__all__ = [
    "Appointment",
    "Attachment",
    "Decision",
    "Hub",
    "HubSession",
    "Letter",
    "Organisation",
    "Referral",
    "SessionRule",
    "Signpost",
]
