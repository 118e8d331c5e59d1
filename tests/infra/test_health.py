"""/health/: whether the web can serve people."""

import pytest
from django.db import OperationalError, connection

URL = "/health/"


@pytest.mark.django_db
def test_anybody_may_ask_and_learns_nothing_else(client):
    answer = client.get(URL)
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_said_so(client, monkeypatch):
    def down():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", down)
    assert client.get(URL).status_code == 503


@pytest.mark.django_db
def test_it_answers_without_https_in_production(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(URL).status_code == 200
