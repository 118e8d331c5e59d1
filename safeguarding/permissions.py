from bep.access.permissions import permission

RAISE = permission("safeguarding.raise", "raise a safeguarding concern")
VIEW = permission(
    "safeguarding.view", "see safeguarding concerns and enquiries of people who are theirs or their team's"
)
DECIDE = permission(
    "safeguarding.decide",
    "see every safeguarding record of an unrestricted person, decide on concerns and lead enquiries",
)
ENQUIRE = permission("safeguarding.enquire", "carry out safeguarding enquiries under a safeguarding adults manager")
UNSEAL = permission("safeguarding.unseal", "read sealed parts of safeguarding records that name no other reader")
RETURN = permission("safeguarding.return", "count the Safeguarding Adults Collection, without seeing anybody by it")
AUDIT_LEAD = permission(
    "safeguarding.audit_lead", "give the cases of the monthly case-file audit to reviewers, and close it"
)
AUDIT_REVIEW = permission(
    "safeguarding.audit_review", "review case files of others’ work for the monthly audit, where their grade allows it"
)
AUDIT_REPORT = permission(
    "safeguarding.audit_report", "read the report of the case-file audit, rounded and with small numbers hidden"
)
DOLS_VIEW = permission(
    "safeguarding.dols_view",
    "see deprivation of liberty applications and Court of Protection cases of people who are theirs or their team's",
)
DOLS_HANDLE = permission(
    "safeguarding.dols_handle",
    "receive, allocate, send for signing and follow deprivation of liberty applications of every unrestricted person",
)
DOLS_ASSESS = permission("safeguarding.dols_assess", "make or record assessments of the six requirements")
DOLS_AUTHORISE = permission(
    "safeguarding.dols_authorise", "sign deprivation of liberty applications for the council, never their own work"
)
DOLS_RETURN = permission(
    "safeguarding.dols_return", "build the deprivation of liberty return, with people's local references in it"
)
