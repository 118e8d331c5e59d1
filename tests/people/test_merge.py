"""Merging and undoing it, in the screen."""

from datetime import date

import pytest
from django.urls import reverse

from bep.audit.models import Event
from bep.kit.rules import NotFound
from people.actions import merge, undo_merge
from people.models import Merge, Person
from tests.cast import given, make_person

pytestmark = pytest.mark.django_db
RECORDS = reverse("people:records")


@pytest.fixture
def two(cast):
    with given():
        cast.twin = make_person("BEP-900060", "Prija", "Nayar", team="Hub front door", birth_date=date(1992, 12, 3))
    return cast


def merge_url(two):
    return reverse("people:merge", args=[two.priya.pk, two.twin.pk])


def test_two_references_are_compared_side_by_side(two, as_):
    client = as_(two.ida)
    response = client.get(RECORDS, {"one": "BEP-900001", "other": "bep 900060"})
    assert response.url == merge_url(two)
    text = client.get(response.url).text
    for words in ("12 Mar 1992", "3 Dec 1992", "Nayar", "can be undone"):
        assert words in text


def test_merged_looked_at_and_undone(two, as_):
    client = as_(two.ida)
    response = client.post(merge_url(two), {"kept": two.priya.pk, "reason": "Same passport"}, follow=True)
    assert "BEP-900060 merged into BEP-900001" in response.text
    done = Merge.objects.get()
    assert Person.objects.get(pk=two.twin.pk).merged_into == two.priya
    undo = reverse("people:merge_undo", args=[done.pk])
    assert client.get(undo).status_code == 200
    assert "Both records stand again" in client.post(undo, {"reason": "Two sisters"}, follow=True).text
    assert Person.objects.get(pk=two.twin.pk).merged_into is None
    assert client.get(undo).status_code == 404
    assert "undone" in client.get(RECORDS).text


def test_a_reference_in_the_list_of_merges_is_said_to_be_shown(two, as_):
    client = as_(two.ida)
    client.post(merge_url(two), {"kept": two.priya.pk, "reason": "Same passport"})
    done = Merge.objects.get()
    for page in (RECORDS, reverse("people:merged", args=[done.pk]), reverse("people:merge_undo", args=[done.pk])):
        client.get(page)
        assert Event.objects.filter(name="people.shown").latest("pk").person_ids == sorted([two.priya.pk, two.twin.pk])


def test_either_may_be_kept(two, as_):
    as_(two.ida).post(merge_url(two), {"kept": two.twin.pk, "reason": "Same passport"})
    assert Person.objects.get(pk=two.priya.pk).merged_into == two.twin


def test_a_refusal_is_on_the_page(two, as_):
    with given():
        Person.objects.filter(pk=two.priya.pk).update(nhs_number="9434765919")
        Person.objects.filter(pk=two.twin.pk).update(nhs_number="9476719931")
    text = as_(two.ida).post(merge_url(two), {"kept": two.priya.pk, "reason": "Same passport"}).text
    assert "probably two people" in text
    assert not Merge.objects.exists()


def test_one_record_twice_or_an_unknown_one(two, as_):
    client = as_(two.ida)
    assert "No standing record" in client.get(RECORDS, {"one": "BEP-900001", "other": "BEP-999999"}).text
    same = reverse("people:merge", args=[two.priya.pk, two.priya.pk])
    assert "one and the same" in client.post(same, {"kept": two.priya.pk, "reason": "x"}).text


@pytest.mark.parametrize("who", ["amara", "joan", "tom", "cora", "ada"])
def test_nobody_else_has_these_screens(two, as_, who):
    assert as_(getattr(two, who)).get(merge_url(two)).status_code == 403


@pytest.mark.parametrize(("who", "sees"), [("ida", True), ("amara", False), ("ada", False)])
def test_a_merge_is_fetched_only_by_who_may_look_up_identities(two, who, sees):
    merge(kept=two.priya, lost=two.twin, reason="Same passport", by=two.ida)
    assert Merge.objects.governed_by(getattr(two, who)).exists() == sees


def test_a_merge_that_one_may_not_see_is_not_undone(two, monkeypatch):
    done = merge(kept=two.priya, lost=two.twin, reason="Same passport", by=two.ida)
    monkeypatch.setattr("people.models.person.PersonQuerySet.identified_by", lambda rows, worker: rows.none())
    with pytest.raises(NotFound):
        undo_merge(merge=done, reason="Two sisters", by=two.ida)
