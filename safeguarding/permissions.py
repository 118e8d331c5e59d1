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
