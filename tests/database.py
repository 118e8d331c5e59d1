"""The database that tests run on: each process has its own copy of a template, and connects as the application's role.

The template is made once by the owner with `manage.py bootstrap`, the very command of the demo and of Compose, and
made again when what it is made from changes. Copying it takes some 50 ms, so a test that committed (a browser
journey, a worker process) simply gets a fresh copy afterwards: the application's role may not truncate, and no test
should need it to.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase

from bep import roles

ROOT = Path(settings.BASE_DIR)
PREFIX = "bep_test_" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]
LOCK = 0x6265705F74657374  # one run at a time makes a template


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """In place of pytest-django's own, whose databases the application's role could neither make nor empty."""
    database = f"{PREFIX}_{os.getpid()}"
    urls = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    with django_db_blocker.unblock():
        template = ensure_template(urls)
        copy_of(template, database, urls)
        point_at(database, urls)
        # Where Django would empty every table after a test that committed.
        setattr(TransactionTestCase, "_fixture_teardown", lambda case: copy_of(template, database, urls))  # noqa: B010
        yield
        connections.close_all()
        with maintenance(urls) as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def copy_of(template, database, urls):
    """Put a fresh copy of the template in the database's place, ending whatever sessions it still has."""
    connections.close_all()
    with maintenance(urls) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


def point_at(database, urls):
    """Let Django's connections, and the environment of processes that tests start, name this database."""
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database
    for name, url in urls.items():
        os.environ[name] = named(url, database)


def named(url, database):
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def maintenance(urls):
    """The owner, connected to a database that is nobody's test."""
    return roles.connected(urls["DATABASE_OWNER_URL"], "postgres")


# --- the template -----------------------------------------------------------------------------------------------------
def ensure_template(urls):
    template = f"bep_template_{fingerprint()}"
    with maintenance(urls) as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            drop_leftovers(cursor)
            make_template(cursor, template, urls)
    return template


def make_template(cursor, template, urls):
    """Complete or absent: it gets its name when it is ready."""
    unfinished = "bep_template_unfinished"
    cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{unfinished}"')
    environment = os.environ | {name: named(url, unfinished) for name, url in urls.items()}
    environment |= {"SECRET_KEY": "made-for-the-template", "ALLOWED_HOSTS": "localhost"}
    command = [sys.executable, "manage.py", "bootstrap", "--preset", "barnet"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"The test database could not be made:\n{done.stdout}{done.stderr}", returncode=1)
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')


def drop_leftovers(cursor):
    """Templates of earlier code, and databases of runs that were killed. One in use is left alone."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'bep\\_template\\_%%' OR datname LIKE %s", [f"{PREFIX}%"]
    )
    for (name,) in cursor.fetchall():
        if name.startswith(PREFIX) and alive(int(name.rsplit("_", 1)[1])):
            continue
        try:
            cursor.execute(f'DROP DATABASE "{name}"')
        except psycopg2.errors.ObjectInUse:
            continue


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def fingerprint():
    """One hash of everything that bootstrap makes a database from."""
    digest = hashlib.sha256()
    for path in sorted(sources()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sources():
    yield from (ROOT / "presets").rglob("*.toml")
    for folder in sorted({name.split(".")[0] for name in settings.INSTALLED_APPS}):
        for path in (ROOT / folder).rglob("*.py"):
            if shapes_template(path):
                yield path


def shapes_template(path):
    if path.parent.name in {"migrations", "permissions"} or path.name in {
        "permissions.py",
        "bootstrap.py",
        "guards.py",
        "sync.py",
    }:
        return True
    return "loader(" in path.read_text()
