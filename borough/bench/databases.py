"""The databases that are measured, of one borough's worth and of a hundred's; kept until what makes their people changes.

A later migration or preset is applied to them as to any other database that is in use.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from bep import roles, supervisor

ROOT = Path(settings.BASE_DIR)
# What shows people and makes none: when anything else of this folder changes, the databases are made anew.
MAKES_NOBODY = {"apps", "pictures", "screens", "walks", "sandbox"}
READY = set()  # brought up to date in this process already


def urls_for(scale, say=print):
    """{environment variable: URL} of the database with `scale` boroughs' worth in it."""
    name = f"bep_bench_{scale}_{fingerprint()}"
    urls = {key: named(os.environ[key], name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    if not exists(name):
        whose = "one borough's" if scale == 1 else f"{scale} boroughs'"
        say(f"Making {whose} worth of people; the first time only.")
        drop_older(scale)
        make(f"{name}_unfinished", name, scale)
    if name not in READY:
        run("bootstrap", "--preset", "barnet", "--if-changed", database=name)
        READY.add(name)
    return urls


def environment(scale):
    """For a process on that database, with a part of the cache for itself: the databases' ids are the same."""
    return as_demo() | urls_for(scale) | {"REDIS_URL": cache_of(scale)}


def as_demo():
    """What the demo's processes are told; signed with a key of the bench's own, and open to Django's test client."""
    own = {"SECRET_KEY": "for-the-bench-only", "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver"}
    return supervisor.demo_environment(8000) | own


def cache_of(scale):
    return urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path="/14" if scale == 1 else "/15"))


def make(unfinished, name, scale):
    """Complete or absent: it gets its name when it is full."""
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{unfinished}"')
    run("bootstrap", "--preset", "barnet", database=unfinished)
    run("borough", "--scale", str(scale), database=unfinished)
    with maintenance() as cursor:
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def run(*words, database):
    urls = {key: named(os.environ[key], database) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=as_demo() | urls, check=True)


def copied(urls, name):
    """{environment variable: URL} of a fresh copy of a database, which may be written in and is forgotten next time."""
    original = urlsplit(urls["DATABASE_URL"]).path.lstrip("/")
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        # By its files: through the log, as is usual, a large one takes many times as long.
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}" STRATEGY FILE_COPY')
    return {key: named(url, name) for key, url in urls.items()}


def dropped(name):
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def fingerprint():
    digest = hashlib.sha256()
    for maker in sorted((ROOT / "borough").glob("*.py")):
        if maker.stem not in MAKES_NOBODY:
            digest.update(maker.read_bytes())
    return digest.hexdigest()[:12]


def named(url, database):
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def maintenance():
    return roles.connected(os.environ["DATABASE_OWNER_URL"], "postgres")


def exists(name):
    with maintenance() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return bool(cursor.fetchone())


def drop_older(scale):
    with maintenance() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"bep\\_bench\\_{scale}\\_%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
