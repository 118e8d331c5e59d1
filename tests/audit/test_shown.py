"""Whoever is shown is in the log, and where the log cannot be written nobody is shown."""

import pytest
from django.db import connections
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

from bep.access.gate import signed_in
from bep.audit.models import Event
from bep.urls import urlpatterns as real
from people.models import Person


def everybody():
    return [person.name for person in Person.objects.order_by("reference")]


def page(status=200):
    return signed_in("a test")(lambda request: HttpResponse(", ".join(everybody()), status=status))


def stream(request):
    return StreamingHttpResponse((f"{name}\n" for name in everybody()), content_type="text/csv")


urlpatterns = [
    *real,
    path("page/", page()),
    path("form-with-errors/", page(422)),
    path("not-found/", page(404)),
    path("stream/", signed_in("a test")(stream)),
]
pytestmark = pytest.mark.urls(__name__)


def shown():
    return [sorted(event.person_ids) for event in Event.objects.filter(name="people.shown")]


@pytest.mark.parametrize("url", ["/page/", "/form-with-errors/", "/stream/"])
def test_one_event_names_all_who_were_shown(as_, cast, url):
    assert "Pri Nair" in as_(cast.amara).get(url).content.decode()
    assert shown() == [[cast.priya.pk, cast.daniel.pk, cast.rosa.pk]]


def test_a_page_that_shows_nobody_says_nothing(as_, cast):
    as_(cast.amara).get("/not-found/")
    as_(cast.amara).get("/jobs/")
    assert shown() == []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("url", ["/page/", "/form-with-errors/", "/stream/"])
def test_when_the_log_cannot_be_written_nobody_is_shown(as_, cast, url):
    browser = as_(cast.amara)
    browser.raise_request_exception = False
    role = connections["default"].settings_dict["USER"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'REVOKE INSERT ON audit_event FROM "{role}"')
    answer = browser.get(url)
    assert answer.status_code == 500
    assert b"Nair" not in answer.content
    assert b"Osei" not in answer.content
