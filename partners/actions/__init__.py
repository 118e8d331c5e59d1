from partners.actions.agreements import ask_agreement, cover, decide_agreement, end_agreement, uncover
from partners.actions.clients import (
    add_organisation,
    add_secret,
    change_client,
    change_organisation,
    end_secret,
    make_client,
    revoke_client,
)
from partners.actions.send import ask_mha, raise_concern, send_referral, withdraw_referral

__all__ = [
    "add_organisation", "add_secret", "ask_agreement", "ask_mha", "change_client", "change_organisation", "cover",
    "decide_agreement", "end_agreement", "end_secret", "make_client", "raise_concern", "revoke_client", "send_referral",
    "uncover", "withdraw_referral",
]  # fmt: skip
