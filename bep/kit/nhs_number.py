"""The NHS number: ten digits, the last of which checks the others (modulus 11, NHS Data Dictionary; VERIFIED)."""

import re

from django.core.exceptions import ValidationError

WEIGHTS = range(10, 1, -1)


def clean(text):
    """The digits of what somebody typed or pasted, spaces and dashes gone."""
    return re.sub(r"[\s\u2010-\u2015-]", "", text or "")


def check_digit(first_nine):
    """The digit that must follow these nine; None when no number begins so."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(first_nine, WEIGHTS, strict=True)) % 11
    return {11: "0", 10: None}.get(rest, str(rest))


def valid(number):
    """Ten noughts would pass the check; they are what other systems write for “none”, and would make many people one."""
    return bool(re.fullmatch(r"[0-9]{10}", number)) and check_digit(number[:9]) == number[9] and number != "0" * 10


def check(number):
    """Refuses what cannot be an NHS number, in words that say what to do."""
    if not valid(number):
        raise ValidationError(
            "This is not an NHS number: it needs ten digits and the last one must fit. "
            "Check it against a letter from the NHS, or leave it blank.",
            code="nhs_number",
        )


def spaced(number):
    """As letters print it: 943 476 5919."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""
