"""What the database refuses whoever asks, and what a test leaves behind."""

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection
from django.utils import timezone

from bep.access.models import Role

pytestmark = pytest.mark.django_db


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_the_application_is_neither_superuser_nor_owner_of_anything():
    asked = "rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication"
    assert rows(f"SELECT {asked} FROM pg_roles WHERE rolname = current_user") == [(False,)]
    assert rows("SELECT relname FROM pg_class WHERE relowner = current_user::regrole") == []
    assert rows("SELECT 1 FROM pg_database WHERE datdba = current_user::regrole") == []
    assert rows("SELECT 1 FROM pg_auth_members WHERE member = current_user::regrole") == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "ALTER TABLE people_person DISABLE TRIGGER ALL",
        "DROP TRIGGER bep_guard ON people_person",
        "TRUNCATE people_person CASCADE",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_may_not_change_the_house(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        rows(statement)


def test_the_template_holds_the_preset():
    assert Role.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_may_commit():
    Session.objects.create(session_key="left behind", session_data="", expire_date=timezone.now())


def test_and_the_next_finds_nothing_of_it():
    assert not Session.objects.filter(session_key="left behind").exists()
