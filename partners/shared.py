"""What an agreement may let us tell another organisation: each thing by its key, in words for whoever approves it.

Every field of every answer of the API belongs to one of these, or tells nothing that its reader did not send us.
"""

STATE = "referral.state"
OUTCOME = "referral.outcome"
APPOINTMENTS = "referral.appointments"
MHA = "mha.progress"
CONCERN = "concern.progress"
IDENTITY = "person.identity"
GOALS = "plan.goals"
IF_HARD = "plan.if_hard"
INVOLVED = "person.involved"

SHARED = {
    STATE: "where their referral stands: waiting, being seen, closed",
    OUTCOME: "what was decided about their referral, and when",
    APPOINTMENTS: "its appointments: when, where, and whether the person came",
    MHA: "how far a Mental Health Act assessment is that they asked for, and its outcome",
    CONCERN: "whether a safeguarding concern that they raised has been decided on",
    IDENTITY: "which people we know: our reference and their NHS number",
    GOALS: "the goals and steps of the enablement plan that the person agreed",
    IF_HARD: "what helps if things get hard, in the words of that plan",
    INVOLVED: "who works with the person: role, name, team and telephone",
}

# Those that speak of a person and not of a referral: an agreement on people named one by one may hold only these.
OF_A_PERSON = {IDENTITY, GOALS, IF_HARD, INVOLVED}
