"""We already know this person: what counts as a match, what it is called, and what a worker may learn of a hidden one."""

from datetime import date

import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from bep.audit.models import Event
from people.matching import HIDDEN, MATCHED, find_matches, key
from people.models import Person
from people.scoring import likeness, swapped
from tests.cast import given, make_person

pytestmark = pytest.mark.django_db
BORN = date(1992, 3, 12)


@pytest.fixture
def known(cast):
    """Priya as she stands on the record, with all that a match can be made of."""
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(
            nhs_number="9434765919", postcode="NW9 1CI", previous_names="Menon", birth_date=BORN
        )
        make_person("BEP-900010", "Oluwaseun", "Adeyemi", lead=cast.amara, birth_date=date(1960, 7, 1))
    return cast


def match(cast, given_name="Priya", family_name="Nair", **facts):
    facts = {"worker": cast.sara} | facts
    return find_matches(given_name=given_name, family_name=family_name, **facts)


def only(found):
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"nhs_number": "943 476 5919", "given_name": "Baby", "family_name": "Unknown"}, "same NHS number"),
        ({"birth_date": BORN}, "same name"),
        ({"given_name": "Pri"}, "same name"),  # the name she uses
        ({"given_name": "Priy"}, "given name sounds alike or is short for it"),
        ({"given_name": "Prija", "family_name": "Nayar", "birth_date": BORN}, "sounds alike"),
        ({"family_name": "Nayer"}, "family name sounds alike"),
        ({"given_name": "Nair", "family_name": "Priya", "birth_date": BORN}, "swapped"),
        ({"given_name": "Nair", "family_name": "Priya"}, "swapped"),
        ({"birth_date": date(1992, 12, 3)}, "day and month swapped"),
        ({"given_name": "Preeya", "postcode": "nw91ci"}, "same postcode"),
        ({"family_name": "Menon", "birth_date": BORN}, "same name"),
        ({"birth_date": date(1993, 3, 12)}, "differs in one part"),
        ({"family_name": "Nai", "birth_date": BORN}, "short for it"),
        ({"given_name": "Xenia", "family_name": "Nairobi", "birth_date": BORN}, "family name sounds alike"),
    ],
)
def test_somebody_we_know_is_found_and_it_says_why(known, facts, reason):
    candidate = only(match(known, **facts))
    assert candidate.person == known.priya
    assert not candidate.hidden
    assert reason in "; ".join(candidate.reasons)


@pytest.mark.parametrize(
    "facts",
    [
        {"birth_date": date(1950, 1, 1)},  # the same name, but born in another year
        {"given_name": "George", "family_name": "Whitfield", "birth_date": BORN},  # only the date
        {"given_name": "George", "family_name": "Whitfield", "postcode": "NW9 1CI"},  # only the street
        {"given_name": "George", "family_name": "Whitfield"},
        {"nhs_number": "9476719931", "birth_date": date(1950, 1, 1)},
    ],
)
def test_strangers_are_left_alone(known, facts):
    assert match(known, **facts) == []


def test_the_best_match_comes_first(known):
    with given():
        make_person("BEP-900011", "Priya", "Nairn", lead=known.amara, birth_date=BORN)
    found = match(known, birth_date=BORN, nhs_number="9434765919")
    assert [c.person.family_name for c in found] == ["Nair", "Nairn"]
    assert found[0].score > found[1].score


def test_a_restricted_match_is_told_without_detail_and_put_in_the_log(known):
    hidden = only(match(known, "Rosa", "Hale", birth_date=BORN))
    assert (hidden.person, hidden.hidden, hidden.reasons, hidden.score) == (None, True, (HIDDEN,), 0)
    event = Event.objects.get(name=MATCHED.name)
    assert event.person_ids == [known.rosa.pk]
    assert event.actor_id == known.sara.pk


def test_a_weak_hidden_match_is_not_even_told(known):
    assert match(known, "Rosa", "Hale") == []


def test_another_teams_person_is_hidden_from_a_worker_who_cannot_find_them(known):
    assert only(match(known, "Daniel", "Osei", birth_date=BORN, worker=known.amara)).hidden
    assert only(match(known, "Daniel", "Osei", birth_date=BORN, worker=known.ben)).person == known.daniel


def test_a_merged_record_speaks_for_the_one_that_was_kept(known):
    with given():
        old = make_person("BEP-900012", "Pria", "Venkat", birth_date=date(1980, 5, 5), merged_into=known.priya)
    assert only(match(known, "Pria", "Venkat", birth_date=date(1980, 5, 5))).person == known.priya
    assert old.pk


def test_it_takes_few_queries_however_many_people_there_are(known, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # permissions, reach, blocks, whom the worker may find
        match(known, birth_date=BORN, nhs_number="9434765919", postcode="NW9 1CI")


def test_a_key_names_a_candidate_and_gives_nothing_away(known):
    assert match(known)[0].key == key(known.priya.pk) != str(known.priya.pk)


NAMES = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=12)


@example(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_one_only_when_equal(one, other):
    assert likeness(one, "", other, "") == likeness(other, "", one, "")
    assert (likeness(one, "", other, "") == 1) == (one == other)


@example(st.dates(date(1900, 1, 1), date(2020, 1, 1)))
def test_swapping_day_and_month_twice_comes_back(day):
    other = swapped(day)
    assert other is None or swapped(other) == day
