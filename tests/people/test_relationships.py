"""The people in somebody's life: known to us or by name, carers, the nearest relative as recorded, and who may be told."""

import pytest
from django.urls import reverse

from bep.kit.rules import NotFound, Refused, Stale
from people.actions import add_relationship, edit_relationship, end_relationship
from people.masking import MASKED
from people.models import Relationship
from tests.cast import given

pytestmark = pytest.mark.django_db


def listed(client, person):
    return client.get(reverse("people:relationships", args=[person.pk])).text


def posted(**changes):
    return {"kind": "sister", "other_name": "Meera Nair", "may_be_told": "ask"} | changes


def add_url(cast):
    return reverse("people:relationship_add", args=[cast.priya.pk])


def test_somebody_by_name(cast, as_):
    client = as_(cast.amara)
    data = posted(is_carer="on", emergency_order="1", other_phone="020 7946 0777", lives_with="on")
    assert client.post(add_url(cast), data).status_code == 302
    text = listed(client, cast.priya)
    for words in ("Meera Nair", "Sister", "Carer", "Emergency contact", "Lives with them"):
        assert words in text


def test_somebody_we_know_by_reference_is_a_link_both_ways(cast, as_):
    with given():
        cast.priya.involvements.create(worker=cast.ben, role="worker")
    client = as_(cast.ben)
    assert client.post(add_url(cast), posted(other_name="", other_reference="BEP-900002")).status_code == 302
    assert reverse("people:person", args=[cast.daniel.pk]) in listed(client, cast.priya)
    assert "Pri Nair</a> names them: sister" in listed(client, cast.daniel)


def test_another_whom_the_worker_may_not_see_cannot_be_named_by_reference(cast, as_):
    text = as_(cast.amara).post(add_url(cast), posted(other_name="", other_reference="BEP-900002")).text
    assert "Nobody whom you may see has this reference" in text
    with pytest.raises(NotFound):
        add_relationship(person=cast.priya, other=cast.rosa, kind="sister", by=cast.amara)


def test_one_who_became_restricted_is_masked(cast, as_):
    with given():
        Relationship.objects.create(person=cast.priya, other=cast.rosa, kind="mother", note="lives at 4 Elm Way")
        Relationship.objects.create(person=cast.rosa, other=cast.priya, kind="daughter")
    text = listed(as_(cast.amara), cast.priya)
    assert MASKED in text
    assert "Rosa" not in text
    assert "Elm Way" not in text


def test_nobody_is_added_without_a_name(cast, as_):
    assert "A relationship needs a name" in as_(cast.amara).post(add_url(cast), posted(other_name="")).text


def test_one_nearest_relative_with_who_said_so(cast, as_):
    client = as_(cast.amara)
    assert "needs a reason" in client.post(add_url(cast), posted(is_nearest_relative="on")).text
    first = add_relationship(
        person=cast.priya, kind="sister", other_name="Meera", is_nearest_relative=True, nearest_relative_basis="GP letter",
        by=cast.amara,
    )  # fmt: skip
    with pytest.raises(Refused, match="Somebody else is recorded"):
        add_relationship(
            person=cast.priya, kind="mother", other_name="Uma", is_nearest_relative=True,
            nearest_relative_basis="She says", by=cast.amara,
        )  # fmt: skip
    assert "Nearest relative, as recorded" in listed(client, cast.priya)
    assert "section 26" in client.get(reverse("people:relationship_edit", args=[first.pk])).text


def test_it_is_changed_by_one_at_a_time(cast, as_):
    made = add_relationship(person=cast.priya, kind="sister", other_name="Meera Nair", by=cast.amara)
    client = as_(cast.joan)
    where = reverse("people:relationship_edit", args=[made.pk])
    assert client.post(where, posted(version="1", note="Works nights")).status_code == 302
    assert "Both versions" in client.post(where, posted(version="1", note="Retired")).text or "Keep mine" in (
        client.post(where, posted(version="1", note="Retired")).text
    )
    assert Relationship.objects.get(pk=made.pk).note == "Works nights"
    with pytest.raises(Stale):
        edit_relationship(relationship=made, version=1, note="x", by=cast.amara)


def test_it_ends_with_a_reason_and_stays_in_the_history(cast, as_):
    made = add_relationship(person=cast.priya, kind="friend", other_name="Tariq", by=cast.amara)
    client = as_(cast.amara)
    assert (
        client.post(reverse("people:relationship_end", args=[made.pk]), {"reason": "They fell out"}).status_code == 302
    )
    assert "They fell out" in listed(client, cast.priya)
    with pytest.raises(Refused, match="already ended"):
        end_relationship(relationship=made, reason="x", by=cast.amara)


def test_others_may_not(cast):
    made = add_relationship(person=cast.priya, kind="friend", other_name="Tariq", by=cast.amara)
    for doing in (
        lambda: add_relationship(person=cast.priya, kind="friend", other_name="X", by=cast.ben),
        lambda: edit_relationship(relationship=made, version=1, note="x", by=cast.ben),
        lambda: end_relationship(relationship=made, reason="x", by=cast.ben),
    ):
        with pytest.raises(NotFound):
            doing()
