"""Time-outs that eat no word: what meets an ended sign-in waits until its worker has signed in again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bep.audit.models import Event
from bep.kit.models import Draft
from tests.cast import given

HALF_AN_HOUR, TWELVE_HOURS = 30 * 60, 12 * 60 * 60


@pytest.fixture
def amara(as_, cast):
    browser = as_(cast.amara)
    browser.get("/jobs/")
    return browser


def back_then(browser, **seconds):
    """Moves the sign-in's beginning, or its last sign of life, into the past."""
    session = browser.session
    for name, ago in seconds.items():
        session[name] -= ago
    session.save()


@pytest.mark.parametrize(("clock", "seconds"), [("seen", HALF_AN_HOUR), ("began", TWELVE_HOURS)])
def test_a_sign_in_ends(amara, cast, clock, seconds):
    back_then(amara, **{clock: seconds - 5})
    assert amara.get("/jobs/?of=mine").status_code == 200
    back_then(amara, **{clock: seconds + 5})
    answer = amara.get("/jobs/?of=mine")
    assert answer["Location"] == "/sign-in/?next=/jobs/%3Fof%3Dmine", "one comes back to where one was"
    assert "You were signed out" in amara.get(answer["Location"]).content.decode()
    assert Event.objects.get(name="access.timed_out").actor_id == cast.amara.pk
    assert amara.get("/jobs/").status_code == 302


def test_work_keeps_it_open_and_a_waiting_page_does_not(amara):
    for _ in range(3):
        back_then(amara, seen=HALF_AN_HOUR - 60)
        amara.get("/jobs/")
    for _ in range(2):
        back_then(amara, seen=HALF_AN_HOUR - 600)
        status = amara.get("/jobs/", headers={"X-Asked-By-Clock": "1"}).status_code
    assert status == 302


def test_a_page_a_second_does_not_write_a_session_a_second(amara):
    seen = amara.session["seen"]
    amara.get("/jobs/")
    assert amara.session["seen"] == seen


def test_a_script_is_told_and_not_given_the_sign_in_page(amara):
    back_then(amara, seen=HALF_AN_HOUR + 1)
    answer = amara.get("/jobs/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (401, "true")


# --- what was sent ----------------------------------------------------------------------------------------------------
@pytest.fixture
def form(amara):
    """A form that has no draft of its own, sent too late."""
    back_then(amara, seen=HALF_AN_HOUR + 1)
    sent = {"reason": "She asked for <Theo>.", "days": ["1", "3"], "csrfmiddlewaretoken": "x", "empty": ""}
    return amara.post("/jobs/41/stop/?from=list", sent | {"letter": SimpleUploadedFile("letter.pdf", b"x")})


def test_a_form_sent_too_late_waits_for_its_worker(form, amara, as_, cast):
    where = re.fullmatch(r"/sign-in/\?next=(/unsent/[0-9a-f-]{36}/)", form["Location"])[1]
    assert "What you sent is kept" in amara.get(form["Location"]).content.decode()
    page = as_(cast.amara).get(where).content.decode()
    assert "She asked for &lt;Theo&gt;." in page
    assert '<form method="post" action="/jobs/41/stop/?from=list">' in page
    assert '<input type="hidden" name="days" value="1"><input type="hidden" name="days" value="3">' in page
    assert "must be chosen again" in page
    assert "csrf" not in str(Draft.objects.get().data)
    assert Event.objects.filter(name="access.unsent_kept").exists()


def test_it_is_nobody_else_s(form, as_, cast):
    where = Draft.objects.get().url
    assert as_(cast.ben).get(where).status_code == 404
    assert Client().get(where).status_code == 302


def test_once_sent_and_taken_it_is_kept_no_longer(form, as_, cast):
    from bep.kit.jobs import enqueue
    from tests.kit import long_work  # noqa: F401 (registers the kind)

    name = Draft.objects.get().url.split("/")[2]
    browser = as_(cast.amara)
    browser.post("/jobs/41/stop/", {"unsent": name})
    assert Draft.objects.exists(), "what was refused is kept still"
    job = enqueue("test.steps", by=cast.amara, name="Acton")
    browser.post(f"/jobs/{job.pk}/stop/", {"unsent": name})
    assert not Draft.objects.exists()


def test_a_draft_is_kept_under_its_own_name(amara):
    back_then(amara, seen=HALF_AN_HOUR + 1)
    facts = {"draft_key": "people.note:1", "draft_version": "0", "draft_title": "A note", "draft_url": "/my-work/"}
    answer = amara.post("/my-work/", {"what": "He was glad to see us."} | facts)
    assert answer["Location"] == "/sign-in/?next=/my-work/"
    draft = Draft.objects.get()
    assert (draft.key, draft.data, draft.title) == ("people.note:1", {"what": "He was glad to see us."}, "A note")


def test_a_draft_that_another_window_changed_is_not_overwritten(amara, cast):
    Draft.objects.create(worker=cast.amara, key="people.note:1", url="/my-work/", data={"what": "Newer."}, version=4)
    back_then(amara, seen=HALF_AN_HOUR + 1)
    facts = {"draft_key": "people.note:1", "draft_version": "2", "draft_url": "/my-work/"}
    answer = amara.post("/my-work/", {"what": "Older."} | facts)
    assert "/unsent/" in answer["Location"]
    assert {draft.data["what"] for draft in Draft.objects.all()} == {"Newer.", "Older."}


def test_passwords_and_codes_are_never_kept(amara):
    back_then(amara, seen=HALF_AN_HOUR + 1)
    assert amara.post("/password/", {"oldpassword": "secret words"})["Location"] == "/sign-in/?next=/"
    assert not Draft.objects.exists()


def test_a_form_of_an_earlier_sign_in_is_kept_too(as_, cast):
    browser = as_(cast.amara)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    answer = strict.post("/my-work/", {"what": "Words."})
    assert answer["Location"].startswith("/unsent/")
    assert "Words." in as_(cast.amara).get(answer["Location"]).content.decode()


def test_what_was_sent_nowhere_is_not_kept(amara):
    back_then(amara, seen=HALF_AN_HOUR + 1)
    assert amara.post("/no/such/page/", {"what": "Words."})["Location"] == "/sign-in/?next=/"
    assert not Draft.objects.exists()


def test_whoever_is_not_signed_in_has_nothing_kept(db):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/my-work/", {"what": "Words."}).status_code == 403
    assert not Draft.objects.exists()


def test_a_leaver_s_words_are_not_kept_either(amara, cast):
    with given():
        cast.amara.is_active = False
        cast.amara.save()
    back_then(amara, seen=HALF_AN_HOUR + 1)
    amara.post("/my-work/", {"what": "Words."})
    assert not Draft.objects.exists()
