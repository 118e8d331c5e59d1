"""Who works with somebody; and how a duty worker opens somebody who is not theirs."""

import pytest
from django.urls import reverse

from bep.audit.models import Event
from people.models import Involvement

pytestmark = pytest.mark.django_db


def open_url(person):
    return reverse("people:open_on_duty", args=[person.pk])


def test_the_list_tells_who_and_since_when(cast, as_):
    text = as_(cast.joan).get(reverse("people:workers", args=[cast.priya.pk])).text
    assert "Amara Bell" in text
    assert "Lead worker" in text
    assert "East Local Enablement Team" in text


@pytest.mark.parametrize("who", ["tom", "sara", "ruth"])
def test_duty_opens_a_record_with_a_reason_for_this_duty(cast, as_, who):
    worker = getattr(cast, who)
    client = as_(worker)
    page = client.get(open_url(cast.priya)).text
    assert "1992" in page
    assert "12 Mar" not in page
    assert client.get(reverse("people:person", args=[cast.priya.pk])).status_code == 404
    response = client.post(open_url(cast.priya), {"reason": "Police called about her"}, follow=True)
    assert response.status_code == 200
    assert "Amara Bell" in response.text
    assert Involvement.objects.get(worker=worker).reason == "Police called about her"
    assert Event.objects.get(name="people.opened_on_duty").detail["roles"] == worker.role_names


def test_without_a_reason_it_stays_shut(cast, as_):
    client = as_(cast.tom)
    assert client.post(open_url(cast.priya), {"reason": " "}).status_code == 200
    assert client.get(reverse("people:person", args=[cast.priya.pk])).status_code == 404


def test_a_restricted_record_cannot_be_opened_so(cast, as_):
    assert as_(cast.sara).get(open_url(cast.rosa)).status_code == 404
    assert as_(cast.sara).post(open_url(cast.rosa), {"reason": "Police"}).status_code == 404


def test_only_duty_roles_have_the_page(cast, as_):
    assert as_(cast.ben).get(open_url(cast.priya)).status_code == 403
