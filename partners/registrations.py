"""What this room puts on shared screens."""

from bep.kit.registry import NavItem, add
from partners import permissions as may

add(
    NavItem(
        "Partners", "partners:index", needs=(may.MANAGE_CLIENTS, may.ASK_SHARING, may.APPROVE_SHARING), order=90,
        prefix="/partners/", hint="organisations, their systems, and what we have agreed to tell them",
    ),
    NavItem("Trusts’ records", "partners:trust_files", needs=(may.IMPORT_TRUST, may.MATCH_TRUST), order=48,
            prefix="/partners/trust-", hint="Files of a trust’s own system, and whom their records are about"),
)  # fmt: skip
