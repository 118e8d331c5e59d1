"""When a duty really begins and ends. In the night when clocks go forward a twelve-hour shift lasts eleven."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")


@lru_cache(maxsize=8192)
def span(kind, day, zone):
    """Both ends in universal time: the wall clock is read in the zone, what passes between is counted outside it."""
    starts = datetime.combine(day, kind.starts)
    ends = starts + timedelta(minutes=kind.minutes)
    return tuple(moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in (starts, ends))


def hours_between(first, first_day, then, then_day, zone):
    """Hours from the end of one duty to the start of another; less than nought when they overlap."""
    return (span(then, then_day, zone)[0] - span(first, first_day, zone)[1]).total_seconds() / 3600
