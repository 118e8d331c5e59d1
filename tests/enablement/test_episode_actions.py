"""Onto the pathway, off it, and back without starting again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from bep.audit.models import Event
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused, Stale, WrongMoment
from enablement import actions
from enablement.models import EnablementPlan, Episode, Review, SupportSpell
from people.models import Involvement
from tests.cast import given
from tests.enablement.given import agreed, east, episode, spell

CLOSING = {"outcome": "moved_on", "reason": "Goals met", "staying_well": "Mornings", "coming_back": "Ring the hub"}


def close(record, by, **facts):
    return actions.close_episode(episode=record, version=record.version, by=by, **(CLOSING | facts))


def test_one_at_a_time(cast):
    episode(cast)
    with pytest.raises(WrongMoment):
        episode(cast)
    with pytest.raises(IntegrityError, match="one_open_episode"), given():
        Episode.objects.create(person=cast.priya, team=east(), because="other", opened_on=clock.today())


def test_only_who_sees_the_person_may(cast):
    with pytest.raises(NotFound):
        actions.open_episode(person=cast.daniel, team=east(), because="other", by=cast.amara)
    with pytest.raises(NotAllowed):
        actions.open_episode(person=cast.priya, team=east(), because="other", by=cast.pia)


def test_closing_ends_all_that_was_open(cast):
    going = spell(cast)
    plan = actions.start_plan(episode=going.episode, by=cast.amara)
    closed = close(going.episode, cast.amara)
    assert (closed.state, closed.outcome, closed.closed_on) == ("closed", "moved_on", clock.today())
    assert SupportSpell.objects.get(pk=going.pk).ending == "closed"
    assert EnablementPlan.objects.get(pk=plan.pk).state == "set_aside"
    assert not Review.objects.filter(person=cast.priya, state="planned").exists()


def test_closing_ends_the_leads_sight_at_once_and_the_teams_after_some_weeks(cast):
    close(episode(cast), cast.amara)
    current = Involvement.objects.current().filter(person=cast.priya)
    assert not current.filter(role="lead").exists()
    [team] = current.filter(role="team")
    assert (team.ends - clock.now()).days in {27, 28}


@pytest.mark.parametrize(("outcome", "moved"), [("moved_on", 1), ("declined", 0)])
def test_moved_on_is_an_event_of_its_own(cast, outcome, moved):
    close(episode(cast), cast.amara, outcome=outcome)
    assert Event.objects.filter(name="enablement.moved_on").count() == moved


@pytest.mark.parametrize("field", ["outcome", "reason", "coming_back"])
def test_closing_asks_for_what_it_needs(cast, field):
    with pytest.raises(Refused) as refusal:
        close(episode(cast), cast.amara, **{field: " "})
    assert refusal.value.field == field


def test_the_second_closer_is_refused(cast):
    record = episode(cast)
    close(record, cast.amara)
    with pytest.raises(Stale):
        close(record, cast.joan)


def test_coming_back_carries_on(cast):
    """The next plan begins from the last, and the new time is linked to the former."""
    plan = agreed(cast)
    close(plan.episode, cast.amara)
    new = actions.welcome_back(episode=plan.episode, team=east(), reason="The post again", by=cast.joan)
    assert (new.former_id, new.because, new.returned_because) == (plan.episode_id, "return", "The post again")
    copy = new.plans.get()
    assert (copy.number, copy.state, copy.opening) == (2, "draft", plan.opening)
    assert [goal.words for goal in copy.goals.all()] == [goal.words for goal in plan.goals.all()]
    assert EnablementPlan.objects.get(pk=plan.pk).state == "agreed", (
        "the agreed plan stays theirs until the next is agreed"
    )


def test_welcomed_back_once(cast):
    record = episode(cast)
    with pytest.raises(WrongMoment):
        actions.welcome_back(episode=record, team=east(), reason="Again", by=cast.amara)
    close(record, cast.amara)
    actions.welcome_back(episode=record, team=east(), reason="Again", by=cast.amara)
    with pytest.raises(Refused):
        actions.welcome_back(episode=record, team=east(), reason="Again", by=cast.amara)


def test_the_database_refuses_a_closing_without_an_outcome(cast):
    record = episode(cast, opened_on=clock.today() - timedelta(days=9))
    with pytest.raises(IntegrityError, match="closed_episode_has_an_outcome"), given():
        Episode.objects.filter(pk=record.pk).update(state="closed", closed_on=clock.today())
