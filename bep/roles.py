"""The two database roles and the database. What the application's role may do in it: bep/audit/guards.py.

The owner's role migrates and grants. The application's role is neither superuser nor owner of anything, so a fault
in the application cannot change the schema, switch off a guard or rewrite what the audit log holds.
"""

from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import psycopg2
from psycopg2 import sql


@contextmanager
def connected(url, database=None):
    """A cursor that commits each statement by itself, as CREATE DATABASE demands."""
    parts = urlsplit(url)
    connection = psycopg2.connect(url, dbname=database or parts.path.lstrip("/"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def create(admin_url, owner_url, application_url):
    """Make both roles and the database if they are missing, and set both passwords to those in the addresses."""
    owner, application = urlsplit(owner_url), urlsplit(application_url)
    if owner.username == application.username:
        raise ValueError("DATABASE_URL and DATABASE_OWNER_URL must name different roles: see docs/how-to/run-it.md.")
    with connected(admin_url) as cursor:
        _create_role(cursor, owner, "CREATEDB")
        _create_role(cursor, application, "NOCREATEDB")
        # The owner may end the application's sessions: to replace a test database, or to free a lock a migration needs.
        cursor.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(sql.Identifier(owner.username)))
        _create_database(cursor, application.path.lstrip("/"), owner.username, application.username)


def _create_role(cursor, url, may_create_databases):
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [url.username])
    verb = "ALTER" if cursor.fetchone() else "CREATE"
    statement = f"{verb} ROLE {{}} LOGIN NOSUPERUSER NOCREATEROLE {may_create_databases} PASSWORD {{}}"
    cursor.execute(sql.SQL(statement).format(sql.Identifier(url.username), sql.Literal(unquote(url.password or ""))))


def _create_database(cursor, name, owner, application):
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    database = sql.Identifier(name)
    if not cursor.fetchone():
        cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, sql.Identifier(owner)))
    cursor.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(database))
    cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(application)))
