"""What comes back: a roster with its reasons, or the rules that cannot all hold and the least that would have to give."""

from dataclasses import dataclass
from datetime import date

from amhp_rota.solver.problem import Duty


@dataclass(frozen=True)
class Breach:
    """A rule broken: its code, the sentence a reader sees, who and when. Person is empty where the rule is about a shift."""

    rule: str
    sentence: str
    person: str = ""
    days: tuple[date, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Clash:
    """One rule of a set that cannot all hold: take any one of the set away and the rest can."""

    rule: str
    sentence: str
    people: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Relaxation:
    """One thing that would have to give: the rule, for whom, when, and by how much."""

    rule: str
    sentence: str
    person: str
    days: tuple[date, ...]
    by: int


@dataclass(frozen=True)
class Share:
    """One person's part of one burden: had before, given now, and what would be exactly fair by the end."""

    person: str
    burden: str
    past: float
    now: int
    fair: float | None


@dataclass(frozen=True)
class Explanation:
    shares: tuple[Share, ...] = ()
    broken: tuple[Breach, ...] = ()  # soft rules, and cover that may fall short at a cost
    refused: tuple[tuple[str, date, str], ...] = ()  # wishes gone against: person, day, sentence
    wishes: int = 0
    given: tuple[Duty, ...] = ()  # beside the previous rota: new duties,
    taken: tuple[Duty, ...] = ()  # and duties no longer there


@dataclass(frozen=True)
class Progress:
    seconds: float
    penalty: int | None
    bound: int
    roster: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """`state`: optimal (proven), legal (the best so far), impossible, or unknown (no time to tell)."""

    state: str
    roster: tuple[Duty, ...] = ()
    penalty: int | None = None
    bound: int = 0
    seconds: float = 0.0
    first_legal: float | None = None
    stopped: bool = False
    explanation: Explanation = Explanation()
    conflict: tuple[Clash, ...] = ()
    conflict_is_minimal: bool = True
    relaxation: tuple[Relaxation, ...] = ()
    nearest: tuple[Duty, ...] = ()  # the roster that the relaxation allows

    @property
    def made(self):
        return self.state in {"optimal", "legal"}
