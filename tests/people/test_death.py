"""A death stops all contact, is told to other rooms, and can be taken back when it was a mistake."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bep.audit.events import SUBSCRIBERS
from bep.kit.rules import NotFound, Refused, Stale, WrongMoment
from people.actions import correct_death, record_death
from people.models import Person
from people.rules import may_contact

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def die(cast, **changes):
    facts = {"person": cast.priya, "version": 1, "death_date": DAY, "reason": "Her sister called", "by": cast.amara}
    return record_death(**(facts | changes))


def test_it_is_recorded_on_the_screen_and_stops_contact(cast, as_):
    client = as_(cast.amara)
    where = reverse("people:death", args=[cast.priya.pk])
    assert "stops at once" in client.get(where).text
    assert (
        client.post(where, {"death_date": DAY.isoformat(), "reason": "Her sister", "version": "1"}).status_code == 302
    )
    person = Person.objects.get(pk=cast.priya.pk)
    assert person.death_date == DAY
    assert not any(may_contact(person, way) for way in ("phone", "text", "email", "letter", "visit"))


def test_other_rooms_hear_of_it_in_the_same_transaction(cast, monkeypatch):
    heard = []
    monkeypatch.setitem(SUBSCRIBERS, "people.died", [lambda person, by: heard.append((person.death_date, by))])
    die(cast)
    assert heard == [(DAY, cast.amara)]


@pytest.mark.parametrize(
    ("changes", "refusal", "words"),
    [
        ({"death_date": timezone.localdate() + timedelta(1)}, Refused, "future"),
        ({"death_date": date(1990, 1, 1)}, Refused, "before the birth"),
        ({"reason": " "}, Refused, "needs a reason"),
        ({"version": 0}, Stale, "Somebody else saved"),
    ],
)
def test_refusals(cast, changes, refusal, words):
    with pytest.raises(refusal, match=words):
        die(cast, **changes)


def test_it_is_recorded_once(cast):
    die(cast)
    with pytest.raises(WrongMoment, match="already recorded"):
        die(cast, version=2)


def test_where_one_is_recorded_only_taking_it_back_is_left(cast, as_):
    die(cast)
    response = as_(cast.amara).get(reverse("people:death", args=[cast.priya.pk]))
    assert response.url == reverse("people:death_correct", args=[cast.priya.pk])


def test_a_mistake_is_taken_back_with_a_reason(cast, as_):
    die(cast)
    where = reverse("people:death_correct", args=[cast.priya.pk])
    assert as_(cast.joan).post(where, {"reason": "It was her aunt", "version": "2"}).status_code == 302
    person = Person.objects.get(pk=cast.priya.pk)
    assert person.death_date is None
    assert may_contact(person, "phone")
    with pytest.raises(WrongMoment, match="No death"):
        correct_death(person=person, version=3, reason="x", by=cast.joan)


def test_others_may_not(cast):
    with pytest.raises(NotFound):
        die(cast, by=cast.ben)
