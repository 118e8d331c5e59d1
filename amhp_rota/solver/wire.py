"""Problems and outcomes as text, for another process or for keeping. What is read back equals what was written."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, time

from amhp_rota.solver import outcome, problem

TYPES = {
    kind.__name__: kind for module in (problem, outcome) for kind in vars(module).values() if isinstance(kind, type)
}


def write(value) -> str:
    return json.dumps(plain(value), separators=(",", ":"))


def read(text):
    return typed(json.loads(text))


def plain(value):
    """Each typed value as a list that begins with its type's name."""
    if is_dataclass(value):
        return [type(value).__name__, {f.name: plain(getattr(value, f.name)) for f in fields(value)}]
    if isinstance(value, tuple):
        return ["()", [plain(item) for item in value]]
    if isinstance(value, frozenset):
        return ["{}", [plain(item) for item in sorted(value)]]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["time", value.isoformat()] if isinstance(value, time) else value


def typed(value):
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    name, content = value
    if name in READ:
        return READ[name](content)
    return TYPES[name](**{key: typed(item) for key, item in content.items()})


READ = {
    "()": lambda items: tuple(typed(item) for item in items),
    "{}": lambda items: frozenset(typed(item) for item in items),
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}
