from reporting.models.cld_row import COLUMNS, ReturnRow
from reporting.models.return_error import ReturnError
from reporting.models.sac_row import SacCell, SacUnit
from reporting.models.statutory_return import Return

__all__ = ["COLUMNS", "Return", "ReturnError", "ReturnRow", "SacCell", "SacUnit"]
