"""What lower rooms' events lead to here. Each runs in the transaction of what caused it; both happen or neither does."""

from assessments.models import ChoiceMeeting
from bep.audit.events import subscribe
from enablement.actions.episode import close_at_death, taken_on
from enablement.models import Episode
from people.models import Involvement
from referrals.models import Referral
from referrals.places import team_for

Because = Episode.Because
# After these the person goes on with us, eligible or not; after the others they do not.
GO_ON = {ChoiceMeeting.Outcome.ASSESS, ChoiceMeeting.Outcome.PLAN}


@subscribe("referrals.appointment_attended")
def brief_support_follows(appointment, by):
    """A choice appointment that led to brief enablement takes the person on."""
    referral = appointment.referral
    if referral.state == Referral.State.BRIEF_SUPPORT:
        team = referral.team or team_of(appointment.person)
        source = f"referrals.appointment:{appointment.pk}"
        taken_on(person=appointment.person, team=team, because=Because.CHOICE_APPOINTMENT, source=source, by=by)


@subscribe("assessments.meeting_held")
def plan_follows(meeting, by):
    """A choice meeting after which the person goes on takes them on: “write the plan” is then on My work."""
    if meeting.outcome in GO_ON:
        team, source = team_of(meeting.person), f"assessments.choicemeeting:{meeting.pk}"
        taken_on(person=meeting.person, team=team, because=Because.CHOICE_MEETING, source=source, by=by)


@subscribe("people.died")
def pathway_ends_with_a_death(person, by):
    close_at_death(person=person, by=by)


def team_of(person):
    """The team that works with the person now, else the one that serves their postcode."""
    held = Involvement.objects.current().filter(person=person, role=Involvement.Role.TEAM).select_related("team")
    found = held.order_by("starts").first()
    return found.team if found else team_for(person.postcode)
