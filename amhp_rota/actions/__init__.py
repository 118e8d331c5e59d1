from amhp_rota.actions.desk_calls import log_call, log_note, log_option, start_delay, stop_delay
from amhp_rota.actions.desk_requests import (
    close,
    decide,
    extend_detention,
    give_reasons_to_relative,
    move,
    receive,
    record_held,
    record_release,
    take,
)

__all__ = [
    "close",
    "decide",
    "extend_detention",
    "give_reasons_to_relative",
    "log_call",
    "log_note",
    "log_option",
    "move",
    "receive",
    "record_held",
    "record_release",
    "start_delay",
    "stop_delay",
    "take",
]
