from bep.access.permissions import permission

# --- the duty desk ----------------------------------------------------------------------------------------------------
REQUEST = permission("amhp_rota.request", "ask for a Mental Health Act assessment")
DESK = permission("amhp_rota.desk", "work at the AMHP duty desk: its board, log, doctors, visits and handover")
ASSESS = permission("amhp_rota.assess", "record their own assessment as an AMHP, and sign its papers")
CASEWORK = permission("amhp_rota.casework", "keep Mental Health Act casework: guardianship, supervision, property")
ACTIVITY = permission("amhp_rota.activity", "see and export what the AMHP service did")
