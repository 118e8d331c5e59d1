"""What people type: dates in the many ways one writes a date of birth, and postcodes with or without their space."""

import re
from datetime import date

from bep.kit import clock

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})")
WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/]+([a-z]{3,9})\.?,?[\s\-/]+(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})")


def typed_date(text):
    """The date somebody typed, day before month as here, or None. Two digits of a year mean the past hundred years."""
    text = " ".join((text or "").lower().split())
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := NUMERIC.fullmatch(text) or RUN.fullmatch(text):
        day, month, year = found.groups()
    elif found := WORDED.fullmatch(text):
        day, name, year = found.groups()
        month = MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 0
    else:
        return None
    return real_date(full_year(year), int(month), int(day))


def full_year(text):
    if len(text) == 4:
        return int(text)
    century = clock.today().year // 100 * 100
    year = century + int(text)
    return year if year <= clock.today().year else year - 100


def real_date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def typed_postcode(text):
    """ "nw9 5xx" and "NW95XX" are NW9 5XX; what is no postcode is None."""
    found = POSTCODE.fullmatch((text or "").upper().strip())
    return f"{found[1]} {found[2]}" if found else None
