from bep.access.permissions import READ_AUDIT
from bep.kit.registry import NavItem, add

add(
    NavItem(
        "Audit log",
        "audit:index",
        needs=(READ_AUDIT,),
        order=90,
        prefix="/audit/",
        hint="who looked, who changed what, who was refused",
    )
)
