"""What a held choice meeting or an appointment leads to here, in the same transaction."""

import pytest

from assessments import actions as assessments
from assessments.models import ChoiceMeeting
from bep.kit import clock
from enablement.models import Episode
from tests.cast import given
from tests.enablement.given import agreed, east, episode
from tests.enablement.test_closing import close
from tests.referrals import makers


def meeting(cast):
    with given():
        return ChoiceMeeting.objects.create(
            person=cast.priya, state="arranged", asked_on=clock.today(), due=clock.today(), starts_at=clock.now(),
            place="hub", worker=cast.amara,
        )  # fmt: skip


def hold(found, outcome, by):
    assessments.hold(
        meeting=found, version=found.version, held_on=clock.today(), outcome=outcome, words="Agreed together", by=by
    )


@pytest.mark.parametrize(("outcome", "on"), [("assess", 1), ("plan", 1), ("advice", 0), ("declined", 0)])
def test_a_held_meeting_takes_on_whoever_goes_on(cast, outcome, on):
    found = meeting(cast)
    hold(found, outcome, cast.amara)
    episodes = Episode.objects.filter(person=cast.priya, because="choice_meeting")
    assert episodes.count() == on
    for record in episodes:
        assert (record.team, record.source) == (east(), f"assessments.choicemeeting:{found.pk}")


def test_whoever_is_on_the_pathway_stays(cast):
    record = episode(cast)
    hold(meeting(cast), "plan", cast.amara)
    assert list(Episode.objects.all()) == [record]


def test_whoever_was_here_before_carries_on(cast):
    plan = agreed(cast)
    close(plan.episode, cast.amara)
    hold(meeting(cast), "plan", cast.amara)
    new = Episode.objects.get(state="open")
    assert new.former_id == plan.episode_id
    assert new.plans.get().opening == plan.opening


@pytest.mark.parametrize(("verb", "on"), [("begin_brief_support", 1), ("inform", 0)])
def test_an_appointment_that_leads_to_brief_enablement_takes_the_person_on(cast, verb, on):
    appointment = makers.booked(cast, makers.awaiting(cast))
    makers.attended(cast, appointment, verb)
    episodes = Episode.objects.filter(person=cast.priya, because="choice_appointment")
    assert episodes.count() == on
    for record in episodes:
        assert record.source == f"referrals.appointment:{appointment.pk}"
        assert record.team.kind == "let"
