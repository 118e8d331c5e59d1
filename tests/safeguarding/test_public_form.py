"""“I am worried about an adult”: crisis numbers first, plain questions, a number at the end."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from bep.kit.models import Message
from safeguarding.models import Concern, SealedPart

WHAT = {"what": "She shouts at him and he has bruises.", "safe_now": "no"}
YOU = {"reporter_kind": "family", "reporter_name": "Nina Quill", "known": "no"}


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def step(client, name, data):
    return client.post(reverse("safeguarding:public_step", args=[name]), data)


def told(client, you=YOU, **person):
    step(client, "who", {"about": "other"})
    step(client, "person", {"given_name": "Walter", "family_name": "Finn"} | person)
    step(client, "what", WHAT)
    step(client, "wishes", {"consent": "not_asked"})
    step(client, "you", you)
    return client.post(reverse("safeguarding:public_check"), {"agree": "on"}, follow=True)


@pytest.mark.django_db
def test_crisis_numbers_come_first(client):
    page = client.get(reverse("safeguarding:public_start")).content.decode()
    assert page.index("999") < page.index("What this is for")


@pytest.mark.django_db
def test_from_the_first_page_to_the_number(client):
    page = told(client).content.decode()
    concern = Concern.objects.get()
    assert concern.reference in page
    assert concern.channel == "public_form"
    assert (concern.given_name, concern.knows, concern.reporter_name) == ("Walter", "no", "Nina Quill")
    assert "What happens next" in page


@pytest.mark.django_db
def test_the_answers_are_shown_before_they_are_sent(client):
    step(client, "who", {"about": "me"})
    step(client, "person", {"given_name": "Walter", "address": "4 Elm Road"})
    step(client, "what", WHAT)
    step(client, "wishes", {"views": "I want it to stop."})
    page = client.get(reverse("safeguarding:public_check")).content.decode()
    assert "I want it to stop." in page
    assert "Are you safe now?" in page
    client.post(reverse("safeguarding:public_check"), {"agree": "on"})
    assert Concern.objects.get().consent == "yes"


@pytest.mark.django_db
def test_somebody_afraid_is_sealed_from_the_first_moment(client):
    told(client, YOU | {"known": "yes"})
    assert Concern.objects.get().reporter_name == ""
    assert "Nina Quill" in SealedPart.objects.get().words


@pytest.mark.django_db
def test_nobody_need_say_who_they_are(client):
    assert "Your reference" in told(client, {"reporter_kind": "other", "known": "no"}).content.decode()


@pytest.mark.django_db
def test_danger_alarms_duty(client):
    said = {
        "about": "other",
        "phone": "020 7946 0999",
        "who": "Walter",
        "where": "4 Elm Road",
        "what": "He has a knife.",
    }
    page = client.post(reverse("safeguarding:public_danger"), said, follow=True).content.decode()
    concern = Concern.objects.get()
    assert concern.in_danger
    assert concern.reporter_phone == "02079460999"
    assert concern.reference in page
    assert Message.objects.filter(key__startswith="safeguarding.alarm").count() == 3


@pytest.mark.django_db
def test_too_many_are_asked_to_wait_and_lose_nothing(client, monkeypatch):
    monkeypatch.setattr("referrals.limits.too_many", lambda request, danger=False: True)
    page = told(client).content.decode()
    assert "Nothing is lost" in page
    assert not Concern.objects.exists()


@pytest.mark.django_db
def test_an_unfinished_page_is_asked_for_again(client):
    answer = client.get(reverse("safeguarding:public_check"))
    assert answer.url == reverse("safeguarding:public_step", args=["who"])
    assert client.get(reverse("safeguarding:public_sent")).url == reverse("safeguarding:public_start")
