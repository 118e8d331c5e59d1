from people.actions.alerts import add_alert, end_alert
from people.actions.death import correct_death, record_death
from people.actions.edit import edit_person
from people.actions.govern import grant_access, lift_restriction, restrict, revoke_access
from people.actions.involve import allocate, end_involvement, involve, open_on_duty
from people.actions.merge import merge, undo_merge
from people.actions.register import MayBeKnown, register_person
from people.actions.relationships import add_relationship, edit_relationship, end_relationship
from people.actions.safe_contact import set_safe_contact
from people.actions.status import record_status

__all__ = [
    "MayBeKnown",
    "add_alert",
    "add_relationship",
    "allocate",
    "correct_death",
    "edit_person",
    "edit_relationship",
    "end_alert",
    "end_involvement",
    "end_relationship",
    "grant_access",
    "involve",
    "lift_restriction",
    "merge",
    "open_on_duty",
    "record_death",
    "record_status",
    "register_person",
    "restrict",
    "revoke_access",
    "set_safe_contact",
    "undo_merge",
]
