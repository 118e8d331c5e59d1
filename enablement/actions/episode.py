"""Onto the pathway, off it, and back again without starting over."""

from datetime import timedelta

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from bep.kit.targets import target
from enablement import permissions as may
from enablement.actions.closing import DIED, call_off_reviews, end_everything_open, end_services_at_death, moved_on
from enablement.actions.plan import copy_of_last_plan
from enablement.models import Episode
from enablement.states import EPISODES
from people.actions import end_involvement, involve
from people.actions.death import HAS_DIED
from people.models import Involvement, Person
from people.rules import must_see

MOVED_ON = "moved_on"
TEAM = Involvement.Role.TEAM


@action("enablement.opened", "Opened the pathway to a person", needs=may.SUPPORT)
def open_episode(*, person, team, because, by, source="", opened_on=None):
    """Takes a person on. Once only: somebody who is on the pathway already stays on it."""
    must_see(person, by)
    if Episode.objects.filter(person=person, state=Episode.State.OPEN).exists():
        raise WrongMoment(
            "This person is on the pathway already.", remedy="Open their pathway page and go on from there."
        )
    return taken(person, team=team, because=because, source=source, opened_on=opened_on, by=by)


@action("enablement.taken_on", "Took a person onto the pathway", needs=WITHIN)
def taken_on(*, person, team, because, source, by):
    """What an appointment or a meeting led to; who is on the pathway stays."""
    found = Episode.objects.filter(person=person, state=Episode.State.OPEN).first()
    return found or taken(person, team=team, because=because, source=source, opened_on=None, by=by)


def taken(person, *, team, because, source, opened_on, by):
    """The new time, linked to the one before, with a draft of the last plan to begin from: nobody starts from nothing."""
    Person.objects.select_for_update().get(pk=person.pk)
    join_team(person, team, by=by)
    former = Episode.objects.filter(person=person, resumed_by=None).first()
    episode = Episode.objects.create(
        person=person, team=team, because=because, source=source, opened_on=opened_on or clock.today(), opened_by_id=by.pk,
        former=former,
    )  # fmt: skip
    if former:
        copy_of_last_plan(episode, by=by)
    return episode


def join_team(person, team, *, by):
    """The team works with them from now on; what a closing left for some weeks more gives way to it."""
    limited = Involvement.objects.current().filter(person=person, team=team, role=TEAM, ends__isnull=False)
    for involvement in limited:
        end_involvement(involvement=involvement, reason="Came back", by=by)
    involve(person=person, team=team, role=TEAM, reason="On the pathway", by=by)


@action("enablement.closed", "Closed the pathway", needs=may.MOVE_ON)
def close_episode(*, episode, version, outcome, reason, staying_well, coming_back, by):
    """Ends a person's time on the pathway, with all that was open in it, and says how to come back."""
    episode = locked(must_see(episode, by), version)
    EPISODES.move(episode, "close")
    must_say(outcome, "Closing needs an outcome.", field="outcome", remedy="Choose the one that fits best.")
    must_say(reason, "Closing needs a reason.", field="reason", remedy="Say in a sentence or two why now.")
    must_say(
        coming_back,
        "The person has to know how to come back.",
        field="coming_back",
        remedy="Say whom they ask, and how.",
    )
    if outcome == DIED:
        end_services_at_death(episode.person, by=by)
    closed(episode, outcome=outcome, reason=reason, by=by, staying_well=staying_well, coming_back=coming_back)
    if outcome == MOVED_ON:
        moved_on(episode=episode, by=by)
    return episode


@action("enablement.closed_at_death", "Closed the pathway because the person has died", needs=WITHIN)
def close_at_death(*, person, by):
    """Called when a death is recorded: services end on that day, what is open ends, and so does the time on the pathway."""
    end_services_at_death(person, by=by)
    episode = Episode.objects.select_for_update().filter(person=person, state=Episode.State.OPEN).first()
    if episode:
        EPISODES.move(episode, "close")
        closed(episode, outcome=DIED, reason=HAS_DIED, by=by)
    call_off_reviews(person, reason=HAS_DIED, by=by)
    return person


def closed(episode, *, outcome, reason, by, **words):
    end_everything_open(episode, outcome=outcome, reason=reason, by=by)
    leave_team(episode, by=by)
    detail(outcome=outcome)
    saved(episode, outcome=outcome, reason=reason, closed_on=clock.today(), closed_by_id=by.pk, **words)


def leave_team(episode, by):
    """The lead stops at once; the team may open the record for some days more, for late notes and a quick return."""
    current = Involvement.objects.current().filter(person_id=episode.person_id)
    for involvement in current.filter(role__in=[Involvement.Role.LEAD, Involvement.Role.WORKER]):
        end_involvement(involvement=involvement, reason="Closed the pathway", by=by)
    until = clock.now() + timedelta(days=int(target("closure.team_access").value))
    for involvement in current.filter(role=TEAM, team=episode.team):
        end_involvement(involvement=involvement, reason="Closed the pathway", by=by)
    involve(person=episode.person, team=episode.team, role=TEAM, reason="Lately closed", ends=until, by=by)


@action("enablement.returned", "Welcomed a person back", needs=may.MOVE_ON)
def welcome_back(*, episode, team, reason, by):
    """Opens a new time on the pathway that carries on from the last: the profile stays, the last plan is copied to begin from."""
    former = Episode.objects.select_for_update().get(pk=must_see(episode, by).pk)
    EPISODES.move(former, "welcome_back")
    must_say(reason, "Say what brings the person back.", field="reason", remedy="In their own words, in a sentence.")
    if Episode.objects.filter(former=former).exists():
        raise Refused(
            "Somebody has welcomed this person back already.", remedy="Open their pathway page and go on from there."
        )
    source = f"enablement.episode:{former.pk}"
    new = open_episode(person=former.person, team=team, because=Episode.Because.RETURN, source=source, by=by)
    new.returned_because = reason
    new.save(update_fields=["returned_because"])
    return new
