"""Nobody gets a second record: whoever we may already know is shown first."""

from datetime import date

import pytest
from django.urls import reverse

from bep.kit.rules import NotAllowed, Refused
from people.actions import MayBeKnown, register_person
from people.matching import find_matches
from people.models import Involvement, Person
from tests.cast import given

pytestmark = pytest.mark.django_db
URL = reverse("people:register")
NEW = {"given_name": "George", "family_name": "Whitfield", "birth_date": "1961-02-03", "gender": "Male"}
KNOWN = {"given_name": "Priya", "family_name": "Nair", "birth_date": "1992-03-12"}


def test_somebody_new_is_registered_with_a_reference_and_joins_the_workers_team(cast, as_):
    response = as_(cast.tom).post(URL, NEW)
    person = Person.objects.get(family_name="Whitfield")
    assert response.url == reverse("people:person", args=[person.pk])
    assert person.reference.startswith("BEP-")
    assert len(person.reference) == 10
    assert (person.gender, person.birth_date) == ("Male", date(1961, 2, 3))
    involvement = Involvement.objects.get(person=person)
    assert (involvement.team.name, involvement.role, involvement.began_by) == ("Hub front door", "team", cast.tom)


def test_two_references_are_never_the_same(cast):
    made = [register_person(given_name="A", family_name=f"Zz{n}", by=cast.tom).reference for n in "bcd"]
    assert len(set(made)) == 3


def test_a_match_is_shown_before_anything_is_made(cast, as_):
    response = as_(cast.tom).post(URL, KNOWN)
    assert Person.objects.count() == 3
    text = response.text
    assert "We may already know this person" in text
    assert "BEP-900001" in text
    assert "same date of birth" in text
    assert "12 Mar 1992" not in text


def test_once_looked_at_and_ruled_out_it_is_made(cast, as_):
    client = as_(cast.tom)
    shown = [candidate.key for candidate in client.post(URL, KNOWN).context["form"].candidates]
    assert client.post(URL, KNOWN | {"candidates_shown": shown}).status_code == 200  # the tick is missing
    assert client.post(URL, KNOWN | {"candidates_shown": shown, "checked_matches": "on"}).status_code == 302
    assert Person.objects.filter(family_name="Nair").count() == 2


def test_a_tick_does_not_stand_for_a_match_that_was_not_shown(cast):
    with pytest.raises(MayBeKnown):
        register_person(
            given_name="Priya", family_name="Nair", birth_date=date(1992, 3, 12), checked_matches=True, by=cast.tom
        )


def test_a_hidden_match_tells_nothing_but_that_it_exists(cast, as_):
    response = as_(cast.tom).post(URL, {"given_name": "Rosa", "family_name": "Hale", "birth_date": "1992-03-12"})
    text = response.text
    assert "possible match: ask information governance" in text
    assert "BEP-900003" not in text


def test_an_nhs_number_is_taken_once(cast):
    with given():
        Person.objects.filter(pk=cast.rosa.pk).update(nhs_number="9434765919")
    facts = {"given_name": "Tia", "family_name": "Zola", "nhs_number": "9434765919", "by": cast.tom}
    keys = [c.key for c in find_matches(given_name="Tia", family_name="Zola", nhs_number="9434765919", worker=cast.tom)]
    with pytest.raises(Refused, match="Ask information governance") as refused:
        register_person(**facts, checked_matches=True, candidates_shown=keys)
    assert refused.value.field == "nhs_number"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nhs_number": "943 476 5918"}, "NHS number is not a real one"),
        ({"birth_date": "2999-01-01"}, "Date of birth must be today or in the past"),
        ({"family_name": ""}, "Enter family name"),
        ({"gender": "Sideways"}, "Gender: choose one"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, as_, changes, words):
    response = as_(cast.tom).post(URL, NEW | changes)
    assert words in response.text
    assert Person.objects.count() == 3


def test_what_was_searched_for_is_not_typed_twice(cast, as_):
    text = as_(cast.tom).get(URL, {"q": "george whitfield 3/2/1961 nw9 1ab"}).text
    for value in ("George", "Whitfield", "1961", "NW9 1AB"):
        assert f'value="{value}"' in text


@pytest.mark.parametrize("who", ["pia", "theo", "cora", "ida"])
def test_roles_that_do_not_register(cast, as_, who):
    assert as_(getattr(cast, who)).get(URL).status_code == 403
    with pytest.raises(NotAllowed):
        register_person(given_name="A", family_name="B", by=getattr(cast, who))


def test_a_value_outside_its_list_is_refused_by_the_action_itself(cast):
    with pytest.raises(Refused, match="not in the list"):
        register_person(given_name="A", family_name="Zzz", ethnicity="Martian", by=cast.tom)
