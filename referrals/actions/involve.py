"""Which teams may see the person while their referral is open; visibility rests on people's involvements alone."""

from people.actions import end_involvement, involve
from people.models import Involvement
from referrals.models import Referral
from referrals.places import hub_team

ROLE = Involvement.Role.REFERRAL
# Somebody of the local team goes on with the person from here.
GO_ON = (Referral.State.CHOICE_MEETING, Referral.State.BRIEF_SUPPORT)


def teams_of(referral):
    return {team for team in (hub_team(), referral.team) if team}


def involve_teams(referral, by):
    """The front door and the local team work with the person of an open referral."""
    if referral.person_id:
        for team in teams_of(referral):
            involve(person=referral.person, team=team, role=ROLE, reason=referral.reference, by=by)


def end_for_teams(referral, by, *, keep=(), at=None):
    """The referral is done with: its teams see the person no longer, unless another referral is open or they go on."""
    if not referral.person_id or other_open(referral):
        return
    teams = [team for team in teams_of(referral) if team not in keep]
    for held in Involvement.objects.current().filter(person=referral.person_id, role=ROLE, team__in=teams):
        end_involvement(involvement=held, by=by, reason=referral.reference, at=at)


def other_open(referral):
    return Referral.objects.open().filter(person=referral.person_id).exclude(pk=referral.pk).exists()
