"""Writing to the log: `action` for what changes things, `shown` for what shows people.

An action is the only way to write. It is keyword-only, says `by` whom, checks their permission, runs in one transaction,
names itself to the database (whose guard refuses unnamed writes), and records its event in that same transaction.
"""

import functools
import inspect
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from bep.audit.events import EVENTS, publish, register
from bep.audit.models import Event
from bep.kit.rules import NotAllowed

_running: ContextVar[Any] = ContextVar("running_action", default=None)
_shown: ContextVar[Any] = ContextVar("people_shown", default=None)


class Running:
    """The action under way: its event's further facts gather here."""

    def __init__(self, event, by):
        self.event, self.by = event, by
        self.people, self.detail, self.reason = set(), {}, ""


def action(name, sentence, *, needs):
    """Makes a function an action. `needs` is the permission its doer must hold; or WITHIN, for a step of other actions, which
    ask for theirs; or ANYBODY, for what everybody does about themselves (tests/access/test_actions_of_anybody.py says why).
    """
    register(name, sentence, needs)

    def wrap(function):
        refuse_positional(function)

        @functools.wraps(function)
        def run(*, by, **kwargs):
            allow(by, needs, sentence)
            with transaction.atomic(), named(name, by) as running:
                result = function(by=by, **kwargs)
                running.people |= people_in([result, *kwargs.values()])
                running.reason = running.reason or str(kwargs.get("reason") or "")
                write_event(running, result)
                publish(name, result, by)
                return result

        run.event, run.needs = name, needs  # type: ignore[attr-defined]
        ACTIONS[name] = run
        return run

    return wrap


ANYBODY = "anybody"
WITHIN = "within another action"
ACTIONS: dict[str, Any] = {}


def refuse_positional(function):
    kinds = {p.kind for p in inspect.signature(function).parameters.values()}
    if not kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}:
        raise TypeError(f"The action {function.__qualname__} must take keyword-only arguments.")
    if "by" not in inspect.signature(function).parameters:
        raise TypeError(f"The action {function.__qualname__} must take by=.")


def allow(by, needs, sentence):
    """Refuses a doer who lacks the permission; no doer at all is a mistake, never all-powerful."""
    if by is None:
        raise TypeError("An action needs a doer: a worker, or a system actor by name (bep.access.actors).")
    if needs == WITHIN:
        if _running.get() is None:
            raise TypeError(f"“{sentence}” is only ever a step of another action, which asks for its own permission.")
    elif needs != ANYBODY and not by.has_perm(needs):
        raise NotAllowed(
            f"Your role does not allow this: {sentence.lower()}.",
            remedy="Ask your team manager, or an administrator if your role should allow it.",
        )


@contextmanager
def named(name, by):
    """Names the action to the database for the rest of the transaction; an inner action's name gives way to the outer's again."""
    outer, running = _running.get(), Running(name, by)
    token = _running.set(running)
    tell_database(name, by)
    try:
        yield running
    finally:
        _running.reset(token)
    # Not in `finally`: after an error the transaction is rolled back and takes the setting with it.
    tell_database(outer.event if outer else "", outer.by if outer else "")


def tell_database(name, by):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('bep.action', %s, true), set_config('bep.actor', %s, true)", [name, str(by)[:120]]
        )


def people_in(things):
    """The ids of the people that an action's arguments and result speak of: a Person, or anything with a person_id."""
    found = set()
    for thing in things:
        if isinstance(thing, (list, tuple, set)):
            found |= people_in(thing)
        elif isinstance(getattr(thing, "person_id", None), int):
            found.add(thing.person_id)
    return found


def detail(**facts):
    """Adds facts to the event of the action under way: codes, dates, ids; never a person's words."""
    _running.get().detail.update(facts)


def about(*people):
    """Adds people to the event of the action under way."""
    _running.get().people |= people_in(people)


def doing():
    """The action under way (its event's type), or None."""
    running = _running.get()
    return running and EVENTS.get(running.event)


def write_event(running, result):
    meta = getattr(result, "_meta", None)
    Event.objects.create(
        name=EVENTS[running.event].name,
        actor_id=getattr(running.by, "pk", None),
        actor=str(running.by)[:120],
        person_ids=sorted(running.people),
        object_type=meta.label_lower if meta else "",
        object_id=str(result.pk) if meta else "",
        reason=running.reason,
        detail=running.detail,
    )


def note(name, *, by, people=(), reason="", **facts):
    """Records an event that changes no record: people shown, an export, a refusal."""
    Event.objects.create(
        name=EVENTS[name].name,
        actor_id=getattr(by, "pk", None),
        actor=str(by)[:120],
        person_ids=sorted(set(people)),
        reason=reason,
        detail=facts,
    )


# --- who was shown ----------------------------------------------------------------------------------------------------


@contextmanager
def watching():
    """Collects the ids of the people shown inside; the middleware opens one for each request."""
    token = _shown.set(set())
    try:
        yield _shown.get()
    finally:
        _shown.reset(token)


def shown(*ids):
    """Says that these people are being shown. `Person.name` says so itself; rows read as values must be passed here."""
    seen = _shown.get()
    if seen is not None:
        seen.update(i for i in ids if i)
