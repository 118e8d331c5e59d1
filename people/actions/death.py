"""A death: it stops every letter, text, call and visit at once, and upper rooms end what was pending (subscribe)."""

from bep.audit.record import action
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from people import permissions as may
from people.actions.next_steps import let_go_of_steps
from people.rules import must_see

HAS_DIED = "The person has died."


@action("people.died", "Recorded a death", needs=may.EDIT)
def record_death(*, person, version, death_date, reason, by):
    """`reason` says who told us. Rooms that hold appointments, plans or services subscribe to people.died; what
    waits in the outbox asks once more before it is sent (people/outgoing.py); drafts stay, since late notes are written."""
    must_see(person, by)
    current = locked(person, version)
    if current.death_date:
        raise WrongMoment(
            "A death is already recorded.", remedy="If its date is wrong, say first that it was a mistake."
        )
    must_say(reason, "Recording a death needs a reason.")
    check_date(current, death_date)
    person = saved(current, death_date=death_date)
    let_go_of_steps(person=person, why=HAS_DIED, by=by)
    return person


@action("people.death_corrected", "Took back a death recorded by mistake", needs=may.EDIT)
def correct_death(*, person, version, reason, by):
    """The person is alive: contact is possible again. What ended because of it is not begun again by itself."""
    must_see(person, by)
    current = locked(person, version)
    if not current.death_date:
        raise WrongMoment("No death is recorded.", remedy="Reload the page.")
    must_say(reason, "Taking back a death needs a reason.")
    return saved(current, death_date=None)


def check_date(person, day):
    if day > clock.today():
        raise Refused("A date of death cannot lie in the future.", field="death_date", remedy="Check the date.")
    if person.birth_date and day < person.birth_date:
        raise Refused("A death cannot come before the birth.", field="death_date", remedy="Check both dates.")
