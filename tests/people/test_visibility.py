"""Nobody sees what they may not: visibility rests on Involvement and on grants for one record."""

from datetime import timedelta

import pytest
from django.utils import timezone
from guardian.shortcuts import assign_perm

from bep.access.actors import PUBLIC
from bep.kit.rules import NotFound, Refused
from people.actions import allocate, open_on_duty
from people.models import Involvement, Person
from tests.cast import given


def seen(worker):
    return {person.given_name for person in Person.objects.visible_to(type(worker).objects.get(pk=worker.pk))}


def test_a_worker_sees_their_own_and_their_teams_people(cast):
    assert seen(cast.amara) == {"Priya"}
    assert seen(cast.joan) == {"Priya"}
    assert seen(cast.ben) == {"Daniel"}


@pytest.mark.parametrize("who", ["cora", "ada", "ida", "pia", "ruth", "tom", "sara"])
def test_others_see_nobody_until_involved(cast, who):
    assert seen(getattr(cast, who)) == set()


def test_the_public_sees_nobody(cast):
    assert not Person.objects.visible_to(PUBLIC).exists()


def test_a_restricted_person_is_absent_even_for_the_lead_worker_without_a_grant(cast):
    assert "Rosa" not in seen(cast.amara)
    with given():
        assign_perm("people.view_person", cast.amara, cast.rosa)
    assert "Rosa" in seen(cast.amara)


def test_an_involvement_that_ended_or_has_not_begun_shows_nobody(cast):
    with given():
        now = timezone.now()
        Involvement.objects.create(person=cast.daniel, worker=cast.amara, role="cover", starts=now + timedelta(days=1))
        Involvement.objects.create(
            person=cast.daniel,
            worker=cast.theo,
            role="cover",
            starts=now - timedelta(days=2),
            ends=now - timedelta(days=1),
        )
    assert "Daniel" not in seen(cast.amara) | seen(cast.theo)


def test_a_merged_record_is_absent(cast):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(merged_into=cast.daniel)
    assert seen(cast.amara) == set()


@pytest.mark.parametrize("who", ["tom", "sara", "ruth"])
def test_hub_and_duty_roles_find_every_unrestricted_person(cast, who):
    found = Person.objects.findable_by(getattr(cast, who))
    assert {p.given_name for p in found} == {"Priya", "Daniel"}


def test_opening_on_duty_needs_a_reason_records_it_and_ends_by_itself(cast):
    with pytest.raises(Refused, match="needs a reason"):
        open_on_duty(person=cast.priya, reason=" ", by=cast.ruth)
    involvement = open_on_duty(person=cast.priya, reason="Police call, section 136", by=cast.ruth)
    assert "Priya" in seen(cast.ruth)
    assert timedelta(0) < involvement.ends - timezone.now() <= timedelta(hours=12)


def test_duty_does_not_open_a_restricted_person(cast):
    with pytest.raises(NotFound):
        open_on_duty(person=cast.rosa, reason="Police call", by=cast.ruth)


def test_a_manager_cannot_allocate_somebody_they_cannot_see(cast):
    with pytest.raises(NotFound):
        allocate(person=cast.daniel, worker=cast.amara, reason="I want to", by=cast.joan)


def test_a_role_that_sees_nobody_sees_nobody_of_an_earlier_role(cast, as_):
    with given():
        Involvement.objects.create(person=cast.priya, worker=cast.ada, role="worker")
    assert seen(cast.ada) == set()
    assert "Nair" not in as_(cast.ada).get("/my-work/").text
