"""Dates of birth in the many ways people type them, and postcodes."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from people.typed import MONTHS, typed_date, typed_postcode

BORN = date(1992, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12/3/1992", "12/03/1992", "12-03-1992", "12.3.1992", "12 3 1992", "12031992", "1992-03-12", "12/3/92",
        "12 Mar 1992", "12 March 1992", "12th March 1992", "12-Mar-1992", "12 march, 1992", "  12  MAR  92 ",
    ],
)  # fmt: skip
@time_machine.travel("2026-11-22")
def test_ways_to_type_a_date_of_birth(text):
    assert typed_date(text) == BORN


@pytest.mark.parametrize(
    "text", ["", None, "Priya", "31/2/1990", "12/13/1992", "9434765919", "NW9 5XX", "12 Foo 1992", "1992"]
)
def test_what_is_no_date(text):
    assert typed_date(text) is None


@time_machine.travel("2026-11-22")
def test_two_digits_of_a_year_lie_in_the_past_hundred_years():
    assert typed_date("1/1/26") == date(2026, 1, 1)
    assert typed_date("1/1/27") == date(1927, 1, 1)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.sampled_from(["/", "-", ".", " "]), st.booleans())
def test_every_real_day_is_read_back(day, mark, worded):
    month = MONTHS[day.month - 1] if worded else day.month
    glue = "-" if worded and mark in "/." else mark
    assert typed_date(f"{day.day}{glue}{month}{glue}{day.year}") == day


@given(st.text(max_size=20))
def test_nothing_typed_breaks_it(text):
    assert typed_date(text) is None or isinstance(typed_date(text), date)
    assert typed_postcode(text) is None or " " in typed_postcode(text)


@pytest.mark.parametrize(
    ("text", "postcode"), [("nw95xx", "NW9 5XX"), (" EC1A  1bb ", "EC1A 1BB"), ("N2 0AA", "N2 0AA")]
)
def test_postcodes(text, postcode):
    assert typed_postcode(text) == postcode


@pytest.mark.parametrize("text", ["", None, "NW9", "12345", "Priya Nair"])
def test_no_postcodes(text):
    assert typed_postcode(text) is None
