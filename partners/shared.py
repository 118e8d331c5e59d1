"""What an agreement may let us tell another organisation: each thing by its key, in words for whoever approves it.

Every field of every answer of the API belongs to one of these, or tells nothing that its reader did not send us.
"""

STATE = "referral.state"
OUTCOME = "referral.outcome"
APPOINTMENTS = "referral.appointments"

SHARED = {
    STATE: "where their referral stands: waiting, being seen, closed",
    OUTCOME: "what was decided about their referral, and when",
    APPOINTMENTS: "its appointments: when, where, and whether the person came",
}

# Those that speak of a person and not of a referral: an agreement on people named one by one may hold only these.
OF_A_PERSON: set[str] = set()
