from bep.access.permissions import MANAGE_SETTINGS, MANAGE_TEAMS, MANAGE_WORKERS
from bep.kit.registry import NavItem, add

KEEPERS = (MANAGE_WORKERS, MANAGE_TEAMS, MANAGE_SETTINGS)
add(
    NavItem(
        "Administration",
        "administration:index",
        needs=KEEPERS,
        order=95,
        prefix="/administration/",
        hint="workers, teams, hubs, targets and limits",
    )
)
