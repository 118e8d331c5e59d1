"""What this room puts on shared screens."""

from bep.kit.registry import NavItem, add
from reporting import permissions as may

add(NavItem("Reports", "reporting:performance", needs=(may.NUMBERS, may.LISTS), order=90, prefix="/reports/"))
