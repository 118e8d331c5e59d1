"""The NHS number's check digit (modulus 11): examples whose check was worked out by hand, then the edges."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from bep.kit import nhs_number

NINE = st.text("0123456789", min_size=9, max_size=9).filter(int)


@pytest.mark.parametrize("number", ["9434765919", "9476719931"])
def test_published_test_numbers_are_valid(number):
    assert nhs_number.valid(number)


@pytest.mark.parametrize(
    "number", ["", "9434765918", "943476591", "94347659190", "943476591x", "0000000000", "९४३४७६५९१९"]
)
def test_what_is_not_a_number(number):
    assert not nhs_number.valid(number)


@given(NINE, st.sampled_from("0123456789"))
def test_one_digit_at_most_fits_any_nine(nine, last):
    assert nhs_number.valid(nine + last) == (nhs_number.check_digit(nine) == last)


@given(NINE.filter(nhs_number.check_digit), st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(nine, place, shift):
    number = nine + nhs_number.check_digit(nine)
    wrong = str((int(number[place]) + shift) % 10)
    assert not nhs_number.valid(number[:place] + wrong + number[place + 1 :])


@given(NINE.filter(nhs_number.check_digit), st.integers(0, 8))
def test_two_neighbours_swapped_are_always_noticed(nine, place):
    number = nine + nhs_number.check_digit(nine)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert nhs_number.valid(swapped) == (swapped == number)


def test_typed_with_spaces_or_dashes():
    assert nhs_number.clean(" 943 476-5919 ") == "9434765919"
    assert nhs_number.spaced("9434765919") == "943 476 5919"
    assert nhs_number.spaced("") == ""


def test_the_refusal_says_what_to_do():
    with pytest.raises(ValidationError, match="Check it against a letter"):
        nhs_number.check("9434765918")
