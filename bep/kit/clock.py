"""Time as the service counts it: calendar days, and working days in England."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


@lru_cache
def bank_holidays(year):
    """England's bank holidays of a year, as {date: name} (Banking and Financial Dealings Act 1971, and proclamations)."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day):
    """Monday to Friday, not a bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(start, days):
    """The working day that lies `days` working days after `start` (the day itself is day nought)."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(start, end):
    """How many working days after `start`, up to and including `end`; nought when `end` is not later."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def today():
    return timezone.localdate()


def now():
    return timezone.now()


def at(day, hour=0, minute=0):
    """An aware moment in London; clocks that go forward or back are the zone's business, not ours."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def end_of(day):
    return at(day + timedelta(days=1))


def day_ending(moment):
    """The day that a midnight ends: `end_of` undone."""
    return timezone.localdate(moment - timedelta(seconds=1))


def age_on(born, day):
    """Whole years lived on `day`; somebody born on 29 February turns a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def as_date(value):
    if isinstance(value, datetime):
        return timezone.localdate(value)
    return value if isinstance(value, date) else None
