"""One box finds people by anything one may know of them; who sees what of them depends on who works with them."""

from datetime import date

import pytest
from django.urls import reverse

from bep.audit.models import Event
from people.models import Person
from people.search import PAGE, Asked, understand
from tests.cast import given, make_person

pytestmark = pytest.mark.django_db
URL = reverse("people:search")
BORN = date(1992, 3, 12)


@pytest.fixture
def known(cast):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(nhs_number="9434765919", postcode="NW9 1CI")
    return cast


def found(response):
    return [row["person"].given_name for row in response.context["rows"]]


@pytest.mark.parametrize(
    "words",
    [
        "Priya Nair", "nair priya", "Nair", "priya", "Pri", "pri nair", "Pry Nayer", "Nare", "PRIYA  NAIR", "Nai", "Niar Priya",
        "12/3/1992 Nair", "Nair 12 march 1992", "12.3.92 priya", "nw9 1ci", "NW91CI nair", "Nairr",
    ],
)  # fmt: skip
def test_finds_her_by_what_one_types(known, as_, words):
    assert "Priya" in found(as_(known.amara).get(URL, {"q": words}))


@pytest.mark.parametrize("words", ["Whitfield", "George Nair", "31/12/1950", "N1 1AA", "?", "%", "priya 1/1/1950"])
def test_finds_nobody_who_does_not_fit(known, as_, words):
    response = as_(known.amara).get(URL, {"q": words})
    assert found(response) == []
    assert "Check the spelling" in response.text


@pytest.mark.parametrize("words", ["BEP-900001", "bep 900001", "943 476 5919", "9434765919"])
def test_a_reference_or_nhs_number_opens_the_person_at_once(known, as_, words):
    response = as_(known.amara).get(URL, {"q": words})
    assert response.url == reverse("people:person", args=[known.priya.pk])


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("9434765918", "not a valid NHS number"), ("31/2/1992", "not a date"), ("nair 31/2/1992", "not a date")],
)
def test_what_cannot_be_right_is_said(known, as_, words, wrong):
    assert wrong in as_(known.amara).get(URL, {"q": words}).text


@pytest.mark.parametrize("who", ["ben", "pia"])
def test_another_teams_person_is_not_there(known, as_, who):
    assert found(as_(getattr(known, who)).get(URL, {"q": "Nair"})) == []


@pytest.mark.parametrize("who", ["amara", "joan", "tom", "sara", "ruth", "ida"])
def test_a_restricted_person_is_absent_for_everybody(known, as_, who):
    for words in ("Rosa Hale", "BEP-900003", "12/3/1992 hale"):
        response = as_(getattr(known, who)).get(URL, {"q": words})
        assert response.status_code == 200
        assert "Rosa" not in found(response)


@pytest.mark.parametrize("who", ["cora", "ada"])
def test_roles_that_see_no_person_have_no_search(known, as_, who):
    assert as_(getattr(known, who)).get(URL, {"q": "Nair"}).status_code == 403


def test_duty_sees_of_others_no_more_than_it_takes_to_know_them_apart(known, as_):
    response = as_(known.tom).get(URL, {"q": "Nair"})
    text = response.text
    assert found(response) == ["Priya"]
    assert "1992" in text
    assert "BEP-900001" in text
    assert "12 Mar 1992" not in text
    assert "NW9 1CI" not in text
    assert "Amara" not in text
    assert reverse("people:open_on_duty", args=[known.priya.pk]) in text


def test_duty_is_not_taken_straight_into_a_record(known, as_):
    assert as_(known.tom).get(URL, {"q": "BEP-900001"}).status_code == 200


def test_those_shown_are_in_the_log(known, as_):
    as_(known.tom).get(URL, {"q": "Nair"})
    event = Event.objects.get(name="people.shown")
    assert (event.actor_id, event.person_ids) == (known.tom.pk, [known.priya.pk])


def test_a_page_follows_a_page_by_key(known, as_):
    with given():
        for number in range(PAGE + 5):
            make_person(f"BEP-91{number:04}", "Anna", f"Smith{'abcdefghij'[number % 10]}", lead=known.amara)
    client = as_(known.amara)
    first = client.get(URL, {"q": "Anna"})
    second = client.get(URL + first.context["page"].next_url)
    people = [row["person"].pk for page in (first, second) for row in page.context["rows"]]
    assert len(people) == len(set(people)) == PAGE + 5
    assert not second.context["page"].next_url
    assert client.get(URL, {"q": "Anna", "after": "tampered"}).context["rows"][0]["person"].pk == people[0]


def test_exact_names_come_before_those_that_only_sound_alike(known, as_):
    with given():
        make_person("BEP-900030", "Abel", "Nayar", lead=known.amara)
        make_person("BEP-900031", "Zoe", "Nair", lead=known.amara)
    assert found(as_(known.amara).get(URL, {"q": "nair"})) == ["Priya", "Zoe", "Abel"]


@pytest.mark.parametrize("typed", ["Priscilla Xanthopolous", "Priscila Xanthopoulos"])
def test_one_name_misspelt_finds_those_who_bear_the_other_as_typed(known, as_, typed):
    with given():
        make_person("BEP-900032", "Priscilla", "Xanthopoulos", lead=known.amara)
        make_person("BEP-900033", "Prisca", "Xanthopol", lead=known.amara)
    assert found(as_(known.amara).get(URL, {"q": typed})) == ["Priscilla"]
    assert "Priscilla" in found(as_(known.amara).get(URL, {"q": "Prscilla Xanthopulous"}))


def test_an_old_reference_leads_to_the_record_that_was_kept(known, as_):
    with given():
        make_person("BEP-900040", "P", "N", merged_into=known.priya)
    assert as_(known.amara).get(URL, {"q": "BEP-900040"}).url == reverse("people:person", args=[known.priya.pk])


@pytest.mark.parametrize("words", ["Nair", "Nair 12/3/1992", "Zzyzx Qwrt", "9434765919", ""])
@pytest.mark.parametrize("who", ["amara", "tom"])
def test_ten_queries_at_most(known, as_, django_assert_max_num_queries, words, who):
    client = as_(getattr(known, who))
    client.get(URL)
    with django_assert_max_num_queries(10):
        client.get(URL, {"q": words})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("BEP-004211", Asked(reference="BEP-004211")),
        ("bep 004211", Asked(reference="BEP-004211")),
        ("943 476 5919", Asked(nhs_number="9434765919")),
        ("Nair 12/3/1992", Asked(birth_date=BORN, words=("nair",))),
        ("12 Mar 1992 nair", Asked(birth_date=BORN, words=("nair",))),
        ("12031992", Asked(birth_date=BORN)),
        ("O’Brien-Smith nw91ci", Asked(postcode="NW9 1CI", words=("o’brien-smith",))),
        ("", Asked()),
    ],
)
def test_what_is_typed_is_understood(text, asked):
    assert understand(text) == asked
