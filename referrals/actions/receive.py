"""A referral comes in: from a worker who takes it, from the public form, from another organisation's system."""

import secrets

from bep.access.actors import actor
from bep.audit.record import action, detail
from bep.kit import clock, reference
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment
from referrals import alarm, rules
from referrals import permissions as may
from referrals.access import must_see_referral, visible_person
from referrals.actions.involve import involve_teams
from referrals.models import Referral
from referrals.places import team_for

PUBLIC_FORM = actor("the public referral form", may.RECEIVE)
# No letter or figure that is taken for another when it is read out on the phone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@action("referrals.received", "Received a referral", needs=may.RECEIVE)
def receive(*, facts, by, person=None):
    """Takes a referral. `facts` are the referral's own columns; `person` is whom a worker matched it to, if anybody."""
    referral = Referral(received_at=clock.now(), received_by_id=by.pk, person=visible_person(person, by), **facts)
    complete(referral)
    for check in rules.ON_RECEIPT:
        check(referral)
    rules.old_enough(referral.age, referral.mha_asked)
    created(referral, constraints=False)  # all of them are about what is decided later
    involve_teams(referral, by)
    if referral.in_danger:
        alarm.raise_alarm(referral, by)
    detail(source=referral.source, channel=referral.channel, urgency=referral.urgency, danger=referral.in_danger)
    return referral


def complete(referral):
    """What follows from what was said: reference, clock, team, route of access, transition."""
    if referral.in_danger:
        referral.urgency = Referral.Urgency.SAME_DAY
    referral.reference = new_reference()
    referral.first_contact = referral.first_contact or clock.today()
    referral.triage_due = rules.triage_due(referral.urgency, referral.received_at)
    referral.team = team_for(referral.postcode or (referral.person.postcode if referral.person else ""))
    referral.transition = rules.in_transition(referral.age)
    referral.route_of_access = referral.route_of_access or usual_route(referral)


def new_reference():
    """Nobody can guess another's, nor count how many there are."""
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"R-{code[:4]}-{code[4:]}"


def usual_route(referral):
    if referral.transition:
        return "Planned Entry (Transition)"
    return reference.codes("referral_source").get(referral.source, {}).get("maps_to", "")


@action("referrals.alarm_answered", "Answered that somebody is in danger", needs=may.ANSWER_ALARM)
def answer_alarm(*, referral, version, reason, by):
    """Says that a worker has taken this in hand, and what they did first; the alarm leaves everybody's list."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    if not referral.in_danger:
        raise Refused("Nobody said that this person is in danger now.", remedy="Open the referral and triage it.")
    if referral.alarm_answered_at:
        raise WrongMoment(
            f"{referral.alarm_answered_by} has answered this already.", remedy="Open the referral to see where it is."
        )
    rules.reason_is_given(reason)
    return saved(referral, alarm_answered_at=clock.now(), alarm_answered_by_id=by.pk)
