"""One name for everything that `bootstrap` makes a database from, so that nothing is made again without need."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

ROOT = Path(settings.BASE_DIR)
FOLDERS = {"migrations", "permissions"}
FILES = {"permissions.py", "bootstrap.py", "migrating.py", "guards.py", "sync.py", "presets.py"}


def fingerprint(preset=None):
    digest = hashlib.sha256(str(preset).encode())
    for path in sorted(sources()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sources():
    """Presets, and the code that makes tables, guards and permissions or loads a preset."""
    yield from (ROOT / "presets").rglob("*.toml")
    for folder in sorted({name.split(".")[0] for name in settings.INSTALLED_APPS}):
        for path in (ROOT / folder).rglob("*.py"):
            if path.parent.name in FOLDERS or path.name in FILES or "loader(" in path.read_text():
                yield path


def made_from():
    """What this database says it was made from. A copy of it does not inherit the word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0]


def say_made_from(shape):
    with connections["owner"].cursor() as cursor:
        name = connections["owner"].ops.quote_name(connections["owner"].settings_dict["NAME"])
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [shape])
