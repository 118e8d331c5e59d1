"""The chronology: every event on one page, oldest first, and the same on paper."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from people.actions import add_alert, record_status
from people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(cast):
    record_status(
        person=cast.priya,
        kind="accommodation",
        value="Tenant: Private landlord",
        starts=date(2024, 5, 1),
        by=cast.amara,
    )
    add_alert(
        person=cast.priya,
        kind="call_first",
        words="ring twice",
        person_told=True,
        review_on=date(2999, 1, 1),
        by=cast.amara,
    )
    return cast


def url(person, name="chronology"):
    return reverse(f"people:{name}", args=[person.pk])


def test_oldest_first_with_who_recorded_it(lived, as_):
    response = as_(lived.amara).get(url(lived.priya))
    titles = [event.title for event in response.context["events"]]
    assert titles[0] == "Home: Tenant: Private landlord."
    assert titles[-1].startswith("Alert added, call before visiting")
    assert "Amara Bell" in response.text


def test_the_pdf_says_the_same_and_who_it_is_about(lived, as_):
    response = as_(lived.amara).get(url(lived.priya, "chronology_pdf"))
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Chronology of Pri Nair" in text
    assert "Tenant: Private landlord" in text
    assert "BEP-900001" in text
    assert reader.metadata.title == "Chronology of Pri Nair"


def test_it_is_filtered_like_the_timeline(lived, as_):
    assert as_(lived.amara).get(url(lived.priya) + "?group=documents").context["events"] == []


def test_ten_queries_at_most(lived, as_, django_assert_max_num_queries):
    client = as_(lived.amara)
    client.get(url(lived.priya))
    with django_assert_max_num_queries(10):
        client.get(url(lived.priya))
    assert Person.objects.count() == 3
