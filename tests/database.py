"""The database that tests run on: each process has its own copy of a template, and connects as the application's role.

The template is made once by the owner with `manage.py bootstrap`, the very command of the demo and of Compose, and
made again when what it is made from changes. Copying it takes some 50 ms where it is in memory (bep/embedded.py), so a
test that committed (a browser journey, a worker process) simply gets a fresh copy afterwards: the application's role
may not truncate, and no test should need it to.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import TransactionTestCase

from bep import celery_app, roles
from bep.kit.shape import fingerprint

ROOT = Path(settings.BASE_DIR)
PREFIX = "bep_test_" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]
LOCK = 0x6265705F74657374  # one run at a time makes a template
QUEUE = f"bep-test-{os.getpid()}"  # where this process's bells ring; a worker that a test starts listens there


def use_own_broker():
    """A database of the broker's sixteen and a queue for each process: else one's worker would hear the other's bells.

    From the start: Celery remembers a task's queue from the first bell that is rung.
    """
    url = named(os.environ["REDIS_URL"], 1 + os.getpid() % 15)
    os.environ["REDIS_URL"] = settings.REDIS_URL = settings.CELERY_BROKER_URL = celery_app.conf.broker_url = url
    celery_app.conf.task_default_queue = QUEUE
    settings.CACHES["default"]["LOCATION"] = url
    caches["default"].clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """In place of pytest-django's own, whose databases the application's role could neither make nor empty."""
    database = f"{PREFIX}_{os.getpid()}"
    urls = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    # The owner, connected to a database that is nobody's test.
    with django_db_blocker.unblock(), roles.connected(urls["DATABASE_OWNER_URL"], "postgres") as owner:
        template = ensure_template(owner, urls)
        copy(owner, template, database)
        point_at(database, urls)
        # Where Django would empty every table after a test that committed.
        setattr(TransactionTestCase, "_fixture_teardown", lambda case: copy(owner, template, database))  # noqa: B010
        yield
        drop(owner, database)


def copy(owner, template, database):
    """Put a fresh copy of the template in the database's place."""
    drop(owner, database)
    owner.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def drop(owner, database):
    """Also when a live server or a worker that a test started still has sessions in it."""
    connections.close_all()
    owner.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def point_at(database, urls):
    """Let Django's connections, and the environment of processes that tests start, name this database."""
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database
    for name, url in urls.items():
        os.environ[name] = named(url, database)


def named(url, database):
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


# --- the template -----------------------------------------------------------------------------------------------------
def ensure_template(owner, urls):
    """The template's name; a lock on it, held until the run ends, keeps other runs from clearing it away."""
    template = f"bep_template_{fingerprint()}"
    owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    owner.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [template])
    owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
    if not owner.fetchone():
        drop_leftovers(owner)
        make_template(owner, template, urls)
    owner.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return template


def make_template(owner, template, urls):
    """Complete or absent: it gets its name when it is ready."""
    unfinished = "bep_template_unfinished"
    drop(owner, unfinished)
    owner.execute(f'CREATE DATABASE "{unfinished}"')
    environment = os.environ | {name: named(url, unfinished) for name, url in urls.items()}
    environment |= {"SECRET_KEY": "made-for-the-template", "ALLOWED_HOSTS": "localhost"}
    command = [sys.executable, "manage.py", "bootstrap", "--preset", "barnet"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"The test database could not be made:\n{done.stdout}{done.stderr}", returncode=1)
    owner.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')


def drop_leftovers(owner):
    """Templates of earlier code, and databases of runs that were killed. What another run uses is left alone."""
    owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bep_template_%' OR datname LIKE 'bep_test_%'")
    for (name,) in owner.fetchall():
        if name.startswith("bep_template_"):
            used = in_use(owner, name)
        else:
            used = not name.startswith(PREFIX) or alive(int(name.rsplit("_", 1)[1]))
        if not used:
            drop(owner, name)


def in_use(owner, template):
    owner.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [template])
    free = owner.fetchone()[0]
    if free:
        owner.execute("SELECT pg_advisory_unlock(hashtext(%s))", [template])
    return not free


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
