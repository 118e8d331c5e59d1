"""A referral is matched to the person it is about; what was given stays on the referral as it was given."""

from bep.audit.record import about, action, detail
from bep.kit.locking import locked, saved
from bep.kit.rules import WrongMoment
from referrals import permissions as may
from referrals import rules
from referrals.access import must_see_referral, visible_person
from referrals.actions.involve import end_for_teams, involve_teams
from referrals.models import Referral
from referrals.places import team_for


@action("referrals.matched", "Matched a referral to a person", needs=may.RECEIVE)
def match(*, referral, version, person, by):
    """Says whom a referral is about. Their own date of birth decides whether they are old enough."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    if referral.person_id:
        raise WrongMoment("This referral has been matched already.", remedy="Reload the page to see to whom.")
    referral.person = visible_person(person, by)
    rules.old_enough(referral.age, referral.mha_asked)
    team = team_for(referral.postcode or person.postcode)
    referral = saved(referral, team=team, transition=rules.in_transition(referral.age))
    involve_teams(referral, by)
    return referral


@action("referrals.unmatched", "Took back the match of a referral", needs=may.TRIAGE)
def unmatch(*, referral, version, reason, by):
    """The match was wrong: the referral belongs to nobody again, and its teams see that person no longer."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    if referral.state != Referral.State.RECEIVED or not referral.person_id:
        raise WrongMoment(
            "Only a matched referral that is not yet triaged can be unmatched.", remedy="Open it again first."
        )
    rules.reason_is_given(reason)
    about(referral.person)
    detail(person=referral.person_id)
    end_for_teams(referral, by)
    return saved(referral, person=None)
