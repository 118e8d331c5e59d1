"""A choice meeting follows from a referral's triage or from a choice appointment, by event, in the same transaction."""

from datetime import timedelta

import time_machine

from assessments.models import ChoiceMeeting
from bep.kit import clock
from referrals.actions import attend
from tests.referrals.makers import awaiting, booked, received, session, triaged


def test_triage_to_a_choice_meeting_asks_for_one(cast):
    referral = triaged(cast, received(cast.sara, cast.priya), "go_to_choice_meeting")
    found = ChoiceMeeting.objects.get()
    assert (found.person, found.state, found.asked_on) == (cast.priya, "to_arrange", clock.today())
    assert (found.source_type, found.source_id) == ("referrals.referral", referral.pk)


def test_another_outcome_asks_for_none(cast):
    triaged(cast, received(cast.sara, cast.priya), "inform")
    assert not ChoiceMeeting.objects.exists()


def test_after_the_choice_appointment(cast):
    appointment = booked(cast, awaiting(cast), session())
    with time_machine.travel(appointment.starts + timedelta(minutes=5)):
        attend(
            appointment=appointment,
            version=appointment.version,
            verb="go_to_choice_meeting",
            reason="She wants to.",
            by=cast.sara,
        )
    assert ChoiceMeeting.objects.get().source_type == "referrals.appointment"


def test_a_meeting_that_is_open_already_is_not_doubled(cast):
    triaged(cast, received(cast.sara, cast.priya), "go_to_choice_meeting")
    triaged(cast, received(cast.sara, cast.priya), "go_to_choice_meeting")
    assert ChoiceMeeting.objects.count() == 1
