"""What forms and links carry where a whole number is meant."""

import pytest

from bep.kit.numbers import whole_number


@pytest.mark.parametrize(("words", "number"), [("7", 7), (" 12 ", 12), (3, 3), ("0", 0), ("9" * 18, int("9" * 18))])
def test_a_whole_number_is_read(words, number):
    assert whole_number(words) == number


@pytest.mark.parametrize("words", ["", None, "x", "-1", "1e3", "1.0", "\N{SUPERSCRIPT TWO}", "9" * 19, "a\0b"])
def test_anything_else_is_none_or_what_stands_in_for_it(words):
    assert whole_number(words) is None
    assert whole_number(words, 5) == 5
