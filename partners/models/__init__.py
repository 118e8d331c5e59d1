from partners.models.agreement import CoveredPerson, SharingAgreement
from partners.models.answer import IdempotencyKey
from partners.models.client import Client, ClientSecret
from partners.models.organisation import Organisation
from partners.models.sent import Sent, SentConcern
from partners.models.trust import TrustFile, TrustLine, TrustRecord

__all__ = [
    "Client",
    "ClientSecret",
    "CoveredPerson",
    "IdempotencyKey",
    "Organisation",
    "Sent",
    "SentConcern",
    "SharingAgreement",
    "TrustFile",
    "TrustLine",
    "TrustRecord",
]
