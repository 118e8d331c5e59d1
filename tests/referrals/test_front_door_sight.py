"""What the front door sees of people who are nobody's of theirs: what there is work to do with, and nothing older."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from people.actions import open_on_duty
from referrals.models import Appointment, Letter, Referral, Signpost
from tests.cast import given
from tests.referrals.makers import awaiting, booked, decided_at_triage, received, session

FRONT_DOOR = ["tom", "sara"]
pytestmark = pytest.mark.parametrize("who", FRONT_DOOR)


def closed(cast, days, state="information_and_advice"):
    """A referral of Daniel, whom nobody of the hub works with, closed so many days ago."""
    referral = decided_at_triage(cast, state, cast.daniel)
    with given():
        cast.daniel.involvements.filter(team__name="Hub front door").delete()
        Referral.objects.filter(pk=referral.pk).update(closed_at=clock.now() - timedelta(days=days))
    return referral


def sees(cast, who, referral):
    return Referral.objects.visible_to(getattr(cast, who)).filter(pk=referral.pk).exists()


def test_open_ones_of_anybody_and_of_nobody_yet(cast, who):
    assert sees(cast, who, received(cast.sara, cast.daniel))
    assert sees(cast, who, received(cast.sara))


def test_lately_closed_ones_and_no_older(cast, who):
    assert sees(cast, who, closed(cast, 27))
    assert not sees(cast, who, closed(cast, 29))


def test_older_ones_with_somebody_still_to_ask(cast, who):
    referral = closed(cast, 200, "signposted")
    assert sees(cast, who, referral)
    with given():
        Signpost.objects.update(helped="yes")
    assert not sees(cast, who, referral)


def test_older_ones_of_people_they_may_see(cast, who):
    referral = closed(cast, 200)
    open_on_duty(person=cast.daniel, reason="She asks what became of it.", by=getattr(cast, who))
    assert sees(cast, who, referral)


def test_none_of_a_restricted_or_a_merged_person(cast, who):
    restricted, merged = received(cast.sara, cast.priya), received(cast.sara, cast.daniel)
    with given():
        cast.priya.restricted, cast.daniel.merged_into = True, cast.rosa
        cast.priya.save()
        cast.daniel.save()
    assert not sees(cast, who, restricted)
    assert not sees(cast, who, merged)


def test_the_page_lists_no_earlier_one_that_it_would_not_open(cast, as_, who):
    old, now = closed(cast, 200), received(cast.sara, cast.daniel)
    with given():
        cast.daniel.involvements.filter(team__name="Hub front door").delete()
    page = as_(getattr(cast, who)).get(reverse("referrals:referral", args=[now.pk])).text
    assert old.reference not in page


def test_appointments_and_letters_are_seen_with_their_referral(cast, who):
    appointment = booked(cast, awaiting(cast, cast.daniel), session())
    worker = getattr(cast, who)
    assert Appointment.objects.visible_to(worker).filter(pk=appointment.pk).exists()
    with given():
        Referral.objects.filter(pk=appointment.referral_id).update(
            state="withdrawn", closed_at=clock.now() - timedelta(days=60)
        )
        cast.daniel.involvements.filter(team__name="Hub front door").delete()
    assert not Appointment.objects.visible_to(worker).exists()
    assert not Letter.objects.visible_to(worker).exists()
