"""Safe contact gates every letter, text, link, call and visit; a death stops all of them."""

from datetime import date

import pytest

from bep.kit.rules import Refused
from people.models import Person, SafeContact
from people.rules import Way, check_safe_to_contact, letter_address, may_contact


def person(death_date=None, **answers):
    somebody = Person(
        given_name="Priya", family_name="Nair", address="1 Oak Road", postcode="NW9 1CI", death_date=death_date
    )
    if answers:
        somebody.safe_contact = SafeContact(person=somebody, **answers)
    return somebody


@pytest.mark.parametrize(
    ("answers", "allowed"),
    [
        ({}, {"phone", "letter", "visit"}),  # nobody asked yet: a first approach that others cannot read
        ({"note": "asked nothing"}, {"phone", "letter", "visit"}),
        ({"phone": "no"}, {"letter", "visit"}),
        ({"text": "yes"}, {"text"}),
        ({"text": "yes", "letter": "yes", "visit": "no"}, {"text", "letter"}),
        ({way: "no" for way in Way.values}, set()),
        ({way: "yes" for way in Way.values}, set(Way.values)),
    ],
)
def test_ways_that_are_allowed(answers, allowed):
    assert {way for way in Way.values if may_contact(person(**answers), way)} == allowed


@pytest.mark.parametrize("way", Way.values)
def test_death_stops_every_way_even_one_marked_safe(way):
    with pytest.raises(Refused, match="has died"):
        check_safe_to_contact(person(death_date=date(2026, 1, 1), **{way: "yes"}), way)


def test_the_refusal_says_what_to_do_and_names_the_field():
    with pytest.raises(Refused) as refused:
        check_safe_to_contact(person(text="no"), "text", field="way")
    assert "not safe" in refused.value.sentence
    assert "Safe contact" in refused.value.remedy
    assert refused.value.field == "way"


def test_a_way_nobody_knows_is_a_mistake():
    with pytest.raises(ValueError, match="pigeon"):
        check_safe_to_contact(person(), "pigeon")


def test_letters_go_to_the_safe_address_where_there_is_one():
    assert letter_address(person()) == "1 Oak Road\nNW9 1CI"
    assert letter_address(person(safe_address="c/o Meera\nN2 2CO")) == "c/o Meera\nN2 2CO"
