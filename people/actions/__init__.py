from people.actions.acknowledge import acknowledge_allocations
from people.actions.alerts import add_alert, end_alert
from people.actions.cover import begin_cover, end_cover
from people.actions.death import correct_death, record_death
from people.actions.edit import edit_person
from people.actions.govern import grant_access, lift_restriction, restrict, revoke_access
from people.actions.involve import allocate, end_involvement, involve, open_on_duty
from people.actions.merge import merge, undo_merge
from people.actions.next_steps import close_step, plan_step
from people.actions.notes import add_to_note, countersign, record_contact
from people.actions.register import MayBeKnown, register_person
from people.actions.relationships import add_relationship, edit_relationship, end_relationship
from people.actions.risk import assert_home_children, write_risk_plan
from people.actions.safe_contact import set_safe_contact
from people.actions.status import record_status

__all__ = [
    "MayBeKnown",
    "acknowledge_allocations",
    "add_alert",
    "add_relationship",
    "add_to_note",
    "allocate",
    "assert_home_children",
    "begin_cover",
    "close_step",
    "correct_death",
    "countersign",
    "edit_person",
    "edit_relationship",
    "end_alert",
    "end_cover",
    "end_involvement",
    "end_relationship",
    "grant_access",
    "involve",
    "lift_restriction",
    "merge",
    "open_on_duty",
    "plan_step",
    "record_contact",
    "record_death",
    "record_status",
    "register_person",
    "restrict",
    "revoke_access",
    "set_safe_contact",
    "undo_merge",
    "write_risk_plan",
]
