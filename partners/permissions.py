from bep.access.permissions import permission

MANAGE_CLIENTS = permission("partners.manage_clients", "keep partner organisations and the keys of their systems")
ASK_SHARING = permission("partners.ask_sharing", "write sharing agreements and say whom they cover")
APPROVE_SHARING = permission(
    "partners.approve_sharing", "approve a sharing agreement that somebody else wrote, and end one"
)
IMPORT_TRUST = permission(
    "partners.import_trust", "send in the file of a trust’s own system, and read what became of it"
)
MATCH_TRUST = permission("partners.match_trust", "decide whom a trust’s record is about, or refuse it")
