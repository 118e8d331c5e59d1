"""Autosave in the browser: what is typed reaches the server, and every way of failing keeps the words on the page."""

import json

import pytest
from playwright.sync_api import expect

from bep.kit.models import Draft

pytestmark = pytest.mark.browser
STATUS = "form.bep-form [data-saved]"


@pytest.fixture
def form(page_as, cast):
    """The gallery's form, with a server that answers as told and remembers what it was sent."""
    page = page_as(cast.amara)
    page.sent, page.answer = [], (200, {"version": 1, "saved_at": "10:42"})

    def respond(route):
        page.sent.append(json.loads(route.request.post_data))
        status, body = page.answer
        route.fulfill(status=status, json=body)

    page.route("**/drafts/save/", respond)
    page.goto("/gallery/")
    return page


def leave_field(page):
    page.locator("#id_name").blur()


def test_saves_by_itself_after_a_pause_and_only_what_was_typed(form):
    form.focus("#id_name")
    leave_field(form)
    form.wait_for_timeout(300)
    assert form.sent == []
    form.fill("#id_name", "Leah Cohen")
    expect(form.locator(STATUS)).to_have_text("Saved 10:42", timeout=5000)
    assert form.sent[0]["key"] == "kit.gallery:form"
    assert form.sent[0]["version"] == 0
    assert form.sent[0]["data"]["name"] == "Leah Cohen"
    assert "csrfmiddlewaretoken" not in form.sent[0]["data"]


def test_saves_at_once_when_a_field_is_left_and_names_the_version_it_builds_on(form):
    form.fill("#id_name", "Leah")
    leave_field(form)
    expect(form.locator(STATUS)).to_have_text("Saved 10:42", timeout=1500)
    form.check("#id_needs_1")
    expect(form.locator(STATUS)).to_have_text("Saved 10:42")
    form.locator("#id_needs_1").blur()
    form.wait_for_timeout(200)
    assert form.sent[-1]["version"] == 1
    assert form.sent[-1]["data"]["needs"] == ["easy"]


def test_a_failing_server_is_tried_again(form):
    form.answer = (500, {})
    form.fill("#id_name", "Leah")
    leave_field(form)
    expect(form.locator(STATUS)).to_contain_text("we will keep trying")
    form.answer = (200, {"version": 1, "saved_at": "10:43"})
    expect(form.locator(STATUS)).to_have_text("Saved 10:43", timeout=8000)


def test_somebody_elses_version_stops_the_saving_and_is_shown(form):
    form.answer = (409, {"message": "Sara Lind saved this at 10:40.", "url": "/gallery/?both"})
    form.fill("#id_name", "Leah")
    leave_field(form)
    expect(form.locator(STATUS)).to_contain_text("Sara Lind saved this at 10:40.")
    expect(form.locator(f"{STATUS} a")).to_have_attribute("href", "/gallery/?both")
    form.fill("#id_name", "Leah Cohen")
    leave_field(form)
    form.wait_for_timeout(300)
    assert len(form.sent) == 1


def test_a_session_that_ended_keeps_the_words_and_saves_them_after_signing_in(form):
    form.answer = (403, {})
    form.fill("#id_name", "Leah")
    leave_field(form)
    expect(form.locator(STATUS)).to_contain_text("You have been signed out", ignore_case=True)
    assert form.input_value("#id_name") == "Leah"
    form.answer = (200, {"version": 1, "saved_at": "10:50"})
    form.evaluate("window.dispatchEvent(new Event('online'))")
    expect(form.locator(STATUS)).to_have_text("Saved 10:50")


def test_words_refused_by_a_rule_say_the_sentence(form):
    form.answer = (422, {"message": "This draft has become too long to be saved."})
    form.fill("#id_name", "Leah")
    leave_field(form)
    expect(form.locator(STATUS)).to_contain_text("too long to be saved")


def test_leaving_the_page_sends_the_last_words(page_as, cast):
    page = page_as(cast.amara)
    page.goto("/gallery/")
    page.fill("#id_name", "Leah, just now")
    page.goto("/gallery/?elsewhere")
    page.wait_for_timeout(500)
    draft = Draft.objects.get(worker=cast.amara, key="kit.gallery:form")
    assert draft.data["name"] == "Leah, just now"
