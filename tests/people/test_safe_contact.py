"""Safe contact is asked, kept, and told on the person's page."""

import pytest
from django.urls import reverse

from bep.audit.models import Event
from bep.kit.rules import NotAllowed, NotFound, Stale
from people.actions import set_safe_contact
from people.models import SafeContact

pytestmark = pytest.mark.django_db
ANSWERS = {
    "phone": "yes",
    "text": "no",
    "email": "unknown",
    "letter": "yes",
    "visit": "no",
    "must_not_know": "her landlord",
}


def url(cast):
    return reverse("people:safe_contact", args=[cast.priya.pk])


def test_the_answers_are_kept_and_the_page_says_them_first(cast, as_):
    client = as_(cast.amara)
    assert client.post(url(cast), ANSWERS | {"version": "0"}).status_code == 302
    safe = SafeContact.objects.get(person=cast.priya)
    assert (safe.text, safe.recorded_by, safe.version) == ("no", cast.amara, 1)
    text = client.get(reverse("people:person", args=[cast.priya.pk])).text
    assert text.index("text message, visit at home") < text.index("Address")
    assert Event.objects.get(name="people.safe_contact_set").detail == {"unsafe": ["text", "visit"]}


def test_it_is_changed_and_the_second_saver_is_told(cast, as_):
    set_safe_contact(person=cast.priya, version=0, by=cast.amara, **ANSWERS)
    client = as_(cast.joan)
    assert client.post(url(cast), ANSWERS | {"version": "1", "visit": "yes"}).status_code == 302
    response = client.post(url(cast), ANSWERS | {"version": "1", "visit": "no"})
    assert "Joan Marsh" in response.text
    assert SafeContact.objects.get(person=cast.priya).visit == "yes"


def test_two_first_answers_do_not_make_two_rows(cast):
    set_safe_contact(person=cast.priya, version=0, by=cast.amara, **ANSWERS)
    with pytest.raises(Stale):
        set_safe_contact(person=cast.priya, version=0, by=cast.joan, **ANSWERS)


@pytest.mark.parametrize("who", ["theo", "amara", "joan"])
def test_whoever_speaks_with_them_may_record_it(cast, as_, who):
    assert as_(getattr(cast, who)).get(url(cast)).status_code == 200


def test_others_may_not(cast):
    with pytest.raises(NotFound):
        set_safe_contact(person=cast.priya, version=0, by=cast.ben, **ANSWERS)
    with pytest.raises(NotAllowed):
        set_safe_contact(person=cast.priya, version=0, by=cast.cora, **ANSWERS)
