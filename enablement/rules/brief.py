"""Brief enablement's clock. Days are calendar days in London; the day it starts is day one."""

from dataclasses import dataclass
from datetime import date, timedelta

from bep.kit import clock
from bep.kit.rules import rule
from bep.kit.targets import target

KEY = "brief_enablement.length"


@rule("Barnet business case 2015, s3.6.1 and Table 15", "LOCAL")
def six_weeks_at_most(starts):
    """Brief enablement lasts six weeks at most. When they are over: finish, top up, or step up."""
    return starts + timedelta(days=int(target(KEY, starts).value) - 1)


@dataclass(frozen=True)
class BriefClock:
    """Where a spell of brief enablement stands on a day."""

    starts: date
    last_day: date
    today: date

    @property
    def length(self):
        return (self.last_day - self.starts).days + 1

    @property
    def day(self):
        """Which day of the spell it is: nought before it starts."""
        return max((self.today - self.starts).days + 1, 0)

    @property
    def days_left(self):
        """Days still to come after today: nought on the last day, negative when it has overrun."""
        return (self.last_day - self.today).days

    @property
    def over(self):
        return self.days_left < 0

    @property
    def ending_soon(self):
        return not self.over and self.days_left <= int(target("brief_enablement.warn_before").value)

    def __str__(self):
        if self.over:
            return f"day {self.day}: {-self.days_left} over the {self.length} days"
        return f"day {self.day} of {self.length}" if self.day else f"starts on {self.starts:%-d %B %Y}"


def clock_of(spell, today=None):
    """The clock of a spell of brief enablement that is going on; None for any other."""
    if spell is None or spell.last_day is None or spell.state != spell.State.OPEN:
        return None
    return BriefClock(spell.starts, spell.last_day, today or clock.today())
