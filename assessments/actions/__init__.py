from assessments.actions.assessment import copy_given, send_back, start, stop, submit, write_addendum
from assessments.actions.decide import decide
from assessments.actions.meeting import arrange, ask_for_meeting, cancel, hold, meeting_needed, miss, move
from assessments.actions.profile import agree_profile
from assessments.actions.write import answer_outcome, weigh_wellbeing, write_part

__all__ = [
    "agree_profile",
    "answer_outcome",
    "arrange",
    "ask_for_meeting",
    "cancel",
    "copy_given",
    "decide",
    "hold",
    "meeting_needed",
    "miss",
    "move",
    "send_back",
    "start",
    "stop",
    "submit",
    "weigh_wellbeing",
    "write_addendum",
    "write_part",
]
