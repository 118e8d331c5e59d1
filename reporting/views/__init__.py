from reporting.views.performance import behind, measure, performance, performance_file
from reporting.views.returns import (
    return_errors,
    return_file,
    return_progress,
    return_row,
    return_rows,
    returns,
    sign,
    statutory_return,
)
from reporting.views.sac import freeze, return_cell

__all__ = [
    "behind",
    "freeze",
    "measure",
    "performance",
    "performance_file",
    "return_cell",
    "return_errors",
    "return_file",
    "return_progress",
    "return_row",
    "return_rows",
    "returns",
    "sign",
    "statutory_return",
]
