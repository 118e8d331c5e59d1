"""The only writers of this room."""

from enablement.actions.care_plan import (
    approve_care_plan,
    ask_for_approval,
    end_care_plan,
    save_care_plan,
    send_back_care_plan,
    services_under,
    start_care_plan,
)
from enablement.actions.episode import close_episode, open_episode, welcome_back
from enablement.actions.move_on import record_move_on
from enablement.actions.plan import agree_plan, record_progress, save_plan, set_aside_plan, start_plan
from enablement.actions.review import book_review, call_off_review, hold_review, hold_unplanned_review, plan_review
from enablement.actions.service import end_service, propose_service, resume_service, suspend_service, withdraw_service
from enablement.actions.support import end_spell, move_spell, start_spell
from enablement.actions.wording import begin_wording, save_wording

__all__ = [
    "agree_plan",
    "approve_care_plan",
    "ask_for_approval",
    "begin_wording",
    "book_review",
    "call_off_review",
    "close_episode",
    "end_care_plan",
    "end_service",
    "end_spell",
    "hold_review",
    "hold_unplanned_review",
    "move_spell",
    "open_episode",
    "plan_review",
    "propose_service",
    "record_move_on",
    "record_progress",
    "resume_service",
    "save_care_plan",
    "save_plan",
    "save_wording",
    "send_back_care_plan",
    "services_under",
    "set_aside_plan",
    "start_care_plan",
    "start_plan",
    "start_spell",
    "suspend_service",
    "welcome_back",
    "withdraw_service",
]
