from assessments.views.assessment import add, assessment, pdf_record, send_back, start, stop
from assessments.views.check import check, decide, submit
from assessments.views.lists import mine
from assessments.views.meeting import arrange, ask, cancel, hold, meeting, miss, move
from assessments.views.profile import profile, write_profile
from assessments.views.write import outcome, part, wellbeing

__all__ = [
    "add",
    "arrange",
    "ask",
    "assessment",
    "cancel",
    "check",
    "decide",
    "hold",
    "meeting",
    "mine",
    "miss",
    "move",
    "outcome",
    "part",
    "pdf_record",
    "profile",
    "send_back",
    "start",
    "stop",
    "submit",
    "wellbeing",
    "write_profile",
]
