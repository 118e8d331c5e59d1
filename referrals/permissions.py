from bep.access.permissions import permission

RECEIVE = permission("referrals.receive", "take a referral")
INBOX = permission(
    "referrals.inbox", "see every open or lately closed referral of an unrestricted person, matched or not"
)
SEE_MHA = permission(
    "referrals.see_mha", "see referrals that ask for a Mental Health Act assessment, until they are decided on"
)
TRIAGE = permission("referrals.triage", "match a referral to a person and decide what happens to it")
BOOK = permission("referrals.book", "book, move and cancel choice appointments, and send their letters")
ATTENDANCE = permission("referrals.attendance", "record whether somebody attended, and what came of it")
ANSWER_ALARM = permission("referrals.answer_alarm", "answer when somebody is said to be in danger now")
MANAGE_HUBS = permission("referrals.manage_hubs", "change hubs and their weekly sessions")
KEEP_DIRECTORY = permission("referrals.keep_directory", "keep the community directory")
