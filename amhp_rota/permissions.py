from bep.access.permissions import permission

# --- the duty desk ----------------------------------------------------------------------------------------------------
REQUEST = permission("amhp_rota.request", "ask for a Mental Health Act assessment")
DESK = permission("amhp_rota.desk", "work at the AMHP duty desk: its board, log, doctors, visits and handover")
ASSESS = permission("amhp_rota.assess", "record their own assessment as an AMHP, and sign its papers")
CASEWORK = permission("amhp_rota.casework", "keep Mental Health Act casework: guardianship, supervision, property")
ACTIVITY = permission("amhp_rota.activity", "see and export what the AMHP service did")

# --- the register and the rota ----------------------------------------------------------------------------------------
KEEP_REGISTER = permission("amhp_rota.keep_register", "keep the register of AMHPs: approvals, training, absence")
SEE_ROTA = permission("amhp_rota.see_rota", "see the AMHP rota")
OWN_DUTIES = permission("amhp_rota.own_duties", "ask for leave and wishes, swap duties and claim for their own")
MAKE_ROTA = permission("amhp_rota.make_rota", "make and publish the AMHP rota, approve leave and swaps, sign claims")
SET_RULES = permission("amhp_rota.set_rules", "set the shifts of the AMHP rota, how many each needs, and its rules")
