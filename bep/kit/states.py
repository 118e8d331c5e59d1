"""State as one table: from, verb, to, permission, event. Screens, actions, tests and the diagram all read the table."""

from dataclasses import dataclass

from bep.audit.record import WITHIN, doing
from bep.kit.rules import WrongMoment


@dataclass(frozen=True)
class Move:
    """One allowed step. `sentence` is what a worker does, in the imperative: "Offer a choice appointment"."""

    start: str
    verb: str
    end: str
    permission: str
    event: str
    sentence: str = ""


class States:
    """The moves of one kind of record, whose state is kept in the field `field`."""

    def __init__(self, name, moves, *, field="state", initial):
        self.name, self.moves, self.field, self.initial = name, tuple(moves), field, initial
        self._by_start = {(m.start, m.verb): m for m in self.moves}
        if len(self._by_start) != len(self.moves):
            raise ValueError(f"{name}: two moves share a start and a verb.")
        TABLES[name] = self

    @property
    def states(self):
        return sorted({m.start for m in self.moves} | {m.end for m in self.moves})

    def next(self, record, verb):
        """The move that `verb` makes from the record's state, or WrongMoment saying where the record is now."""
        now = getattr(record, self.field)
        if move := self._by_start.get((now, verb)):
            return move
        wording = next((m.sentence for m in self.moves if m.verb == verb and m.sentence), verb.replace("_", " "))
        raise WrongMoment(
            f"“{wording}” cannot be done now: this {self.name} is “{self.label(record)}”.",
            remedy="Reload the page to see what can be done next.",
        )

    def label(self, record):
        display = getattr(record, f"get_{self.field}_display", None)
        return (display() if display else getattr(record, self.field)) or ""

    def move(self, record, verb):
        """Checks and makes the move on the record in memory; the action saves it."""
        step = self.next(record, verb)
        same_permission(step, doing())
        setattr(record, self.field, step.end)
        return step

    def open_moves(self, record, worker):
        """The moves this worker may make from here: what the screen offers as buttons."""
        now = getattr(record, self.field)
        return [m for m in self.moves if m.start == now and worker.has_perm(m.permission)]

    def mermaid(self):
        lines = [f"    {m.start} --> {m.end}: {m.verb}" for m in self.moves]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.initial}", *lines])


def same_permission(step, event):
    """The table says what a move needs, and so does the action that makes it: they must not drift apart."""
    if event and event.needs not in {WITHIN, step.permission}:
        raise TypeError(f"“{step.verb}” needs {step.permission}, and {event.name}, which does it, {event.needs}.")


TABLES = {}
