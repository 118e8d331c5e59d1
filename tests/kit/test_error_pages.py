"""Whatever is refused says so in a sentence, and leads on: never a blank page."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from bep.kit.locking import locked
from bep.kit.middleware import came_from
from bep.kit.rules import Stale


def page(answer, status):
    """What it says, in words; it leads back to the first page."""
    assert answer.status_code == status
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert 'href="/"' in main
    return " ".join(strip_tags(main).split())


def test_an_address_that_only_takes_a_form(cast, as_):
    answer = as_(cast.amara).get(reverse("people:acknowledge"))
    assert "only takes what a button or a form sends" in page(answer, 405)
    assert answer["Allow"] == "POST"
    assert "My work" in answer.text, "the way on is there"


def test_a_page_that_takes_no_form(cast, as_):
    assert "takes no form" in page(as_(cast.amara).post(reverse("jobs:mine")), 405)


def test_not_your_role(cast, as_):
    assert "Your role does not include this page" in page(as_(cast.amara).get(reverse("audit:index")), 403)


def test_not_there_and_not_yours_are_one_page(cast, as_):
    client = as_(cast.amara)
    hidden = page(client.get(reverse("people:person", args=[cast.daniel.pk])), 404)
    nothing = page(client.get(reverse("people:person", args=[999_999])), 404)
    assert hidden == nothing
    assert "There is nothing at this address that you can see" in hidden


def test_more_words_than_a_form_holds(cast, as_, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    answer = as_(cast.amara).post(reverse("people:step_new", args=[cast.priya.pk]), {"what": "x" * 1024 * 1100})
    assert "more than one form may hold: 1 MB of words" in page(answer, 413)


def test_more_fields_than_a_form_has(cast, as_):
    fields = {f"f{number}": "" for number in range(1100)}
    page(as_(cast.amara).post(reverse("people:step_new", args=[cast.priya.pk]), fields), 413)


def test_a_form_of_an_earlier_sign_in(cast):
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})
    assert "send it again" in page(answer, 403)


def test_an_address_that_no_database_can_look_for(cast, as_):
    page(as_(cast.ada).get(reverse("administration:workers"), {"q": "a\0b"}), 400)
    page(as_(cast.amara).post(reverse("assessments:start_carer", args=[cast.priya.pk]), {"follows_as": "a\0b"}), 400)


def test_a_version_that_is_no_number_is_as_good_as_an_old_one(cast):
    with pytest.raises(Stale):
        locked(cast.priya, "\N{SUPERSCRIPT TWO}")


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ("http://testserver/my-work/", "http://testserver/my-work/"),
        ("http://testserver/here/", ""),  # the address that refuses
        ("https://elsewhere.example/my-work/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_refusal_leads_back_to_our_own_page(sent, back):
    assert came_from(RequestFactory().post("/here/", headers={"Referer": sent})) == back
