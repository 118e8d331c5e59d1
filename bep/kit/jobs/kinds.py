"""The kinds of long work. Each room registers its own in its `jobs.py`, which is imported when the project starts."""

from collections.abc import Callable
from dataclasses import dataclass

from bep.audit.record import ANYBODY
from bep.kit.rules import Refused


@dataclass(frozen=True)
class Kind:
    """`needs` is the permission of whoever asks, checked again when it runs; `readers` that of others who may watch it."""

    name: str
    label: str
    run: Callable
    needs: str
    readers: str | None = None
    stoppable: bool = True
    attempts: int = 3
    lease: int = 60  # seconds between two signs of life
    opens: Callable = lambda job: None  # what it made, once done: (label, url)


KINDS: dict[str, Kind] = {}


def job_kind(name, *, label, needs, **facts):
    """Registers a function(job, **args) as a kind of long work; see `bep.kit.jobs` for how it is written."""

    def mark(function):
        if name in KINDS:
            raise ValueError(f"The job kind {name} is registered twice.")
        KINDS[name] = Kind(name, label, function, needs, **facts)
        return function

    return mark


def kind_named(name):
    if name not in KINDS:
        raise Refused(
            f"No room registers the job “{name}”.", remedy="Ask an administrator: the code may have moved on."
        )
    return KINDS[name]


def readable_by(worker):
    """Names of the kinds whose jobs this worker may watch, whoever asked for them."""
    return [kind.name for kind in KINDS.values() if kind.readers and worker.has_perm(kind.readers)]


def may_ask(worker, kind):
    return kind.needs == ANYBODY or worker.has_perm(kind.needs)
