from referrals.actions.attend import arrive, attend, miss
from referrals.actions.book import book, cancel, move, visit_home
from referrals.actions.decide import close, reopen, triage, withdraw
from referrals.actions.directory import heard_back, save_organisation
from referrals.actions.files import attach
from referrals.actions.hubs import cancel_session, make_sessions, save_hub, save_rule, save_session
from referrals.actions.letter import make_letter
from referrals.actions.match import match, unmatch
from referrals.actions.receive import PUBLIC_FORM, answer_alarm, receive

__all__ = [
    "PUBLIC_FORM", "answer_alarm", "arrive", "attach", "attend", "book", "cancel", "cancel_session", "close",
    "heard_back", "make_letter", "make_sessions", "match", "miss", "move", "receive", "reopen", "save_hub",
    "save_organisation", "save_rule", "save_session", "triage", "unmatch", "visit_home",
    "withdraw",
]  # fmt: skip
