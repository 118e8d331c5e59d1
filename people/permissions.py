from bep.access.permissions import permission

VIEW = permission("people.view_person", "see people who are theirs or their team's")
SEARCH_EVERYONE = permission(
    "people.search_everyone", "search all unrestricted people, giving role and reason to open one"
)
REGISTER = permission("people.register", "add a person, after checking whether we know them")
EDIT = permission("people.edit", "correct and complete a person's details")
RECORD = permission("people.record", "write case notes, alerts, relationships and risk plans")
READ_NOTES = permission(
    "people.read_notes",
    "read case notes, risk and safety plans and next steps; without it one's own, and of others that there is one",
)
SAFE_CONTACT = permission("people.safe_contact", "record how somebody may be contacted safely")
SIGN = permission("people.sign_own_work", "sign their own records; without it a colleague countersigns")
COUNTERSIGN = permission("people.countersign", "countersign a trainee's work")
ALLOCATE = permission("people.allocate", "allocate people to workers and teams")
MERGE = permission("people.merge", "merge two records of one person, and undo it")
EXPORT = permission("people.export", "export lists of people to a file")
