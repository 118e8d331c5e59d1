"""Permissions: each room names its own here by `permission(...)`, in its `permissions.py`; roles hold them (presets/).

A permission is a string such as "referrals.triage": room, dot, verb. `manage.py bootstrap` makes the rows; `checks`
refuses to start when a view or an action needs one that no room has named.
"""

PERMISSIONS: dict[str, str] = {}


def permission(name, sentence):
    """Names a permission; `sentence` completes "may …" for the matrix and for whoever grants it."""
    if name in PERMISSIONS:
        raise ValueError(f"The permission {name} is named twice.")
    PERMISSIONS[name] = sentence
    return name


MANAGE_WORKERS = permission("access.manage_workers", "add workers, move them, and end their access")
MANAGE_TEAMS = permission("access.manage_teams", "change teams, localities and hubs")
MANAGE_SETTINGS = permission("access.manage_settings", "change targets, limits, code lists and this council's details")
READ_AUDIT = permission("access.read_audit", "see who looked, who changed what, and who was refused")
GRANT_ACCESS = permission("access.grant_access", "restrict a record and grant access to it")
