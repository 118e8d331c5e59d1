"""A worker leaves: their people wait to be allocated, their undone work goes with the people, and staying undoes it."""

from datetime import timedelta

import pytest

from bep.access.actions import workers as access
from bep.access.handover import left_behind
from bep.access.models import Worker
from bep.kit import clock
from people.actions import allocate
from people.models import Involvement, NextStep, Person
from people.queries.work import work
from tests.cast import given, make_person
from tests.people.day import step_of

pytestmark = pytest.mark.django_db
SOON = timedelta(days=7)


def leave(cast, *, at_once=False, last_day=None):
    last_day = last_day or clock.today() + (timedelta(0) if at_once else SOON)
    return access.leave(worker=cast.amara, last_day=last_day, at_once=at_once, reason="New post", by=cast.ada)


def to_allocate(cast):
    found = work(cast.joan, [cast.priya.pk], team=True)
    return {row.person_id: row.source.sentence(row.facts) for row in found if row.source.kind == "unallocated"}


def test_before_the_last_day_the_manager_sees_who_will_have_nobody(cast):
    assert cast.priya.pk not in to_allocate(cast)
    leave(cast)
    assert to_allocate(cast)[cast.priya.pk] == "not allocated in East Local Enablement Team, Amara Bell leaves"
    assert Person.objects.visible_to(cast.amara).filter(pk=cast.priya.pk).exists(), "until then they work together"


def test_afterwards_nobody_leads_and_somebody_is_missed(cast):
    leave(cast, at_once=True)
    assert not Involvement.objects.current().filter(person=cast.priya, role="lead").exists()
    assert to_allocate(cast)[cast.priya.pk] == "not allocated in East Local Enablement Team"
    assert [item["label"] for item in left_behind(cast.amara) if "BEP-900001" in item["label"]]


def test_whom_only_they_knew_goes_to_their_team(cast):
    with given():
        alone = make_person("BEP-900031", "Ada", "Lone", lead=cast.amara)
    leave(cast, at_once=True)
    assert alone.pk in to_allocate(cast)
    assert Person.objects.visible_to(cast.joan).filter(pk=alone.pk).exists()


def test_what_they_left_undone_is_for_whoever_is_allocated(cast):
    step_of(cast.priya, cast.amara, what="ring the landlord")
    leave(cast, at_once=True)
    allocate(person=cast.priya, worker=cast.theo, reason="Has room", by=cast.joan)
    theo = Worker.objects.get(pk=cast.theo.pk)
    assert "ring the landlord" in [row.facts.get("what") for row in work(theo, [cast.priya.pk], worker=theo)]
    assert NextStep.objects.get().worker_id == cast.amara.pk, "who promised it stays on it"


def test_allocated_meanwhile_is_on_no_list(cast):
    leave(cast)
    allocate(person=cast.priya, worker=cast.theo, reason="Amara leaves", by=cast.joan)
    assert cast.priya.pk not in to_allocate(cast)
    assert not [item for item in left_behind(cast.amara) if "BEP-900001" in item["label"]]


def test_who_stays_keeps_whom_nobody_took(cast):
    leave(cast)
    access.stay(worker=Worker.objects.get(pk=cast.amara.pk), reason="Changed her mind", by=cast.ada)
    assert Involvement.objects.get(person=cast.priya, role="lead").ends is None
    assert cast.priya.pk not in to_allocate(cast)
