"""Every coded field has its list, and a list that nobody confirmed says so."""

import pytest

from bep.kit import reference
from people import codes
from people.models import Alert, Person, Relationship

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("field", "name"), codes.LISTS.items())
def test_every_value_fits_its_field(field, name):
    kept = Person._meta.get_field(field)
    longest = getattr(kept, "base_field", kept).max_length
    assert reference.codes(name)
    assert all(len(value) <= longest for value in reference.codes(name))


@pytest.mark.parametrize(("model", "name"), [(Alert, "alert_kind"), (Relationship, "relationship_kind")])
def test_kinds_fit_too(model, name):
    assert all(len(value) <= model._meta.get_field("kind").max_length for value in reference.codes(name))


def test_ethnicity_is_kept_fine_and_leaves_for_the_nhs_as_a_letter():
    assert len(reference.codes("ethnicity")) == 21
    assert reference.codes("ethnicity").keys() == reference.codes("ethnicity_nhs").keys()
    assert reference.outwards("ethnicity", "White: Roma") == "White: Roma"
    assert reference.outwards("ethnicity_nhs", "White: Roma") == "C"
    assert reference.outwards("ethnicity_nhs", "Asian or Asian British: Chinese") == "R"


def test_settled_homes_are_nine():
    groups = [facts["group"] for facts in reference.codes("accommodation_status").values()]
    assert (groups.count("Settled"), groups.count("Not settled")) == (9, 11)


def test_a_list_that_was_only_recalled_says_so():
    assert "not been confirmed" in codes.not_confirmed("autism")
    assert codes.not_confirmed("ethnicity") == ""


def test_words_of_one_value_and_of_many():
    person = Person(religion="Hindu", communication_needs=["large_print", "bsl"], ethnicity="White: Irish")
    assert codes.words(person, "ethnicity") == "Irish"
    assert codes.words(person, "communication_needs") == "Large print, British Sign Language interpreter"
