"""What a rota is asked to be: people, shift kinds, cover, rules, and what was worked before. Plain values, no behaviour.

Days are dates of the place's own calendar. A duty belongs to the day it starts on.
"""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True)
class Kind:
    """A kind of shift. It ends `minutes` later by the clock on the wall: 9 am is 9 am, also when clocks change in the night."""

    code: str
    name: str
    starts: time
    minutes: int
    night: bool = False


@dataclass(frozen=True, order=True)
class Duty:
    """One person on one shift."""

    day: date
    kind: str
    person: str
    area: str = ""


@dataclass(frozen=True)
class Span:
    """Days from and to, both included; an open end is None."""

    first: date
    last: date | None = None
    why: str = ""

    def __contains__(self, day):
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Away(Span):
    """Days on which somebody is not here. `firm` is what cannot be asked to move: sickness, but not a booked holiday."""

    firm: bool = True


@dataclass(frozen=True)
class Wish:
    """A day, or a kind of shift on it, that somebody would like or would rather not have; `weight`: what refusing costs."""

    day: date
    wants: bool
    kind: str | None = None
    weight: int = 1


@dataclass(frozen=True)
class Person:
    """Somebody who may be on duty.

    `share` is what fairness counts by: contracted hours times the days of the rolling year they were here for; None for
    those who carry no share (as-and-when). `past` is what they have had in that year, by the code of a burden.
    """

    id: str
    name: str
    approved: tuple[Span, ...]
    share: float | None = None
    nights: bool = True
    areas: frozenset[str] = frozenset()  # none named: any area; a duty without an area is open to all
    away: tuple[Away, ...] = ()
    wishes: tuple[Wish, ...] = ()
    past: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Cover:
    """How many are needed. Without `under` (or `over`) a head too few (or too many) is forbidden; with it, that is its cost."""

    day: date
    kind: str
    need: int = 1
    area: str = ""
    under: int | None = None
    over: int | None = None


@dataclass(frozen=True)
class Burden:
    """What is to be shared fairly: duties of these kinds (any, when none is named) on these days."""

    code: str
    name: str
    kinds: frozenset[str] = frozenset()
    days: str = "any"  # any, weekend or holiday
    weight: int = 4


# --- rules ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule about each person's duties. `sentence` is what a reader sees; `source` and `status` say where it comes from.

    Hard, it is never broken; `bend` is then what the smallest relaxation counts it (0: never to be relaxed). Soft,
    each unit by which it is broken costs `weight`.
    """

    code: str
    sentence: str
    hard: bool = True
    weight: int = 10
    bend: int = 10
    who: frozenset[str] = frozenset()  # nobody named: everybody
    source: str = ""
    status: str = "LOCAL"


@dataclass(frozen=True, kw_only=True)
class Rest(Rule):
    """Hours between the end of one duty and the start of the next, as they really pass. Kinds of `apart` only, when named."""

    hours: float
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class NotAfter(Rule):
    """These kinds may not start on the day after that kind."""

    kind: str
    next: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Most(Rule):
    """At most so many duties of these kinds (any, when none is named), in each calendar month or over the whole rota."""

    most: int
    kinds: frozenset[str] = frozenset()
    each: str = "month"  # month or rota


@dataclass(frozen=True, kw_only=True)
class InARow(Rule):
    """Days on duty one after another: at least so many when any (whole runs inside the rota only), at most so many."""

    most: int | None = None
    least: int = 1


@dataclass(frozen=True, kw_only=True)
class OffInARow(Rule):
    """Days off one after another, between two days on duty: at least so many."""

    least: int


@dataclass(frozen=True, kw_only=True)
class Weekends(Rule):
    """At most so many weekends with a duty in any `of` weekends one after another, or in the whole rota (0)."""

    most: int
    of: int = 0


@dataclass(frozen=True, kw_only=True)
class Minutes(Rule):
    """Minutes on duty, by the clock on the wall: between least and most, in any `days` days or over the whole rota (0)."""

    most: int | None = None
    least: int = 0
    days: int = 0


# Rules that every rota has. They are named here so that model, checker and screen say the same sentence.
APPROVED = Rule(
    code="approved",
    sentence="Nobody is on duty as an AMHP on a day outside their approval, nor in a night that reaches into one.",
    bend=0,
    source="Mental Health Act 1983 s114; SI 2008/1206 regs 4 and 7",
    status="VERIFIED",
)
AWAY = Rule(code="away", sentence="Nobody is on duty on a day when they are away.", bend=50)
NIGHTS = Rule(code="nights", sentence="Only those who work nights are on duty at night.", bend=0)
AREAS = Rule(code="areas", sentence="Nobody is on duty in an area they do not serve.", bend=30)
ONCE = Rule(code="once", sentence="Nobody starts two duties on one day.", bend=0)
FIXED = Rule(code="fixed", sentence="A duty that was decided by hand stays.", bend=40)
COVER = Rule(code="cover", sentence="Each shift has as many people as it needs.", bend=100)


@dataclass(frozen=True)
class Problem:
    """`worked` are duties that stand already, before the rota and around it: rules look back on them. `fixed` are duties
    inside it that somebody decided by hand. `previous` is the rota to keep as far as can be; each change costs `change`."""

    first: date
    last: date
    kinds: tuple[Kind, ...]
    people: tuple[Person, ...]
    cover: tuple[Cover, ...]
    rules: tuple[Rule, ...] = ()
    burdens: tuple[Burden, ...] = ()
    holidays: frozenset[date] = frozenset()
    worked: tuple[Duty, ...] = ()
    fixed: tuple[Duty, ...] = ()
    previous: tuple[Duty, ...] = ()
    change: int = 400
    zone: str = "Europe/London"
