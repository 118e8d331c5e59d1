"""Drafts: saved as one types, never lost, never overwritten, gone when handed in."""

import json
from datetime import timedelta

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from bep.kit import drafts
from bep.kit.models import Draft
from bep.kit.rules import Refused
from tests.cast import given

URL = "/drafts/save/"


def post(client, **sent):
    sent = {"key": "people.case_note:1", "version": 0, "data": {"facts": "We met."}} | sent
    return client.post(URL, json.dumps(sent), content_type="application/json")


def test_saving_answers_with_version_and_time(as_, cast):
    answer = post(as_(cast.amara), title="Case note", url="/people/1/", person=cast.priya.pk)
    assert answer.status_code == 200
    assert answer.json() == {
        "version": 1,
        "saved_at": f"{timezone.localtime():%H:%M}",
        "warning": "",
    }
    draft = Draft.objects.get()
    assert (draft.worker, draft.data, draft.url) == (cast.amara, {"facts": "We met."}, "/people/1/")


def test_saving_again_moves_the_version_on(as_, cast):
    client = as_(cast.amara)
    post(client)
    assert post(client, version=1, data={"facts": "We met at the hub."}).json()["version"] == 2
    assert Draft.objects.get().data == {"facts": "We met at the hub."}


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_window_that_fell_behind_overwrites_nothing(as_, cast, version):
    client = as_(cast.amara)
    post(client, url="/people/1/")
    post(client, version=1, data={"facts": "Newer."}, url="/people/1/")
    answer = post(client, version=version, data={"facts": "Older."})
    assert answer.status_code == 409
    assert "in another window" in answer.json()["message"]
    assert answer.json()["url"] == "/people/1/"
    assert Draft.objects.get().data == {"facts": "Newer."}


def test_a_draft_handed_in_elsewhere_is_not_brought_back(as_, cast):
    client = as_(cast.amara)
    post(client)
    drafts.finish(cast.amara, "people.case_note:1")
    answer = post(client, version=1)
    assert answer.status_code == 409
    assert "handed in" in answer.json()["message"]
    assert not Draft.objects.exists()


def test_a_second_editor_is_warned_and_both_keep_their_words(as_, cast):
    post(as_(cast.joan), data={"facts": "Joan's."})
    answer = post(as_(cast.amara), data={"facts": "Amara's."})
    assert answer.status_code == 200
    assert answer.json()["warning"].startswith("Joan Marsh is also writing this, since")
    assert {d.data["facts"] for d in Draft.objects.all()} == {"Joan's.", "Amara's."}


def test_who_stopped_writing_long_ago_is_no_second_editor(as_, cast):
    post(as_(cast.joan))
    Draft.objects.update(saved_at=timezone.now() - timedelta(hours=1))
    assert post(as_(cast.amara)).json()["warning"] == ""


def test_nobody_drafts_about_whom_they_may_not_see(as_, cast):
    answer = post(as_(cast.amara), person=cast.daniel.pk)
    assert answer.status_code == 404
    assert not Draft.objects.exists()


def test_signed_out_words_are_not_taken(client, cast):
    assert post(client).status_code == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"key": "no such shape"}, 422),
        ({"key": "people.x:" + "9" * 200}, 422),
        ({"data": {"facts": "x" * 200_001}}, 422),
        ({"data": {"facts": {"nested": 1}}}, 422),
        ({"data": "words"}, 400),
        ({"version": "first"}, 400),
        ({"person": "someone"}, 400),
    ],
)
def test_what_cannot_be_a_draft_is_refused(as_, cast, sent, status):
    assert post(as_(cast.amara), **sent).status_code == status
    assert not Draft.objects.exists()


def test_a_link_out_of_the_service_is_dropped(as_, cast):
    post(as_(cast.amara), url="//elsewhere.example/")
    assert Draft.objects.get().url == ""


def test_there_is_an_end_to_drafts(as_, cast, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 1)
    client = as_(cast.amara)
    post(client)
    assert post(client, key="people.case_note:2").status_code == 422


# --- without a script -------------------------------------------------------------------------------------------------


def test_a_button_keeps_the_form_where_there_is_no_script(as_, cast):
    fields = {"draft_key": "people.case_note:1", "draft_title": "Case note", "draft_url": "/x/", "draft_version": "0"}
    answer = as_(cast.amara).post("/drafts/keep/", fields | {"facts": "We met.", "needs": ["a", "b"]})
    assert answer.status_code == 302
    assert Draft.objects.get().data == {"facts": "We met.", "needs": ["a", "b"]}


def test_discarding_throws_away_only_ones_own(as_, cast):
    post(as_(cast.joan))
    post(as_(cast.amara))
    asked = as_(cast.amara).post("/drafts/discard/", {"draft_key": "people.case_note:1"})
    assert "Discard this draft?" in asked.content.decode()
    assert Draft.objects.count() == 2
    as_(cast.amara).post("/drafts/discard/", {"draft_key": "people.case_note:1", "sure": "yes"})
    assert [d.worker for d in Draft.objects.all()] == [cast.joan]


# --- for a form -------------------------------------------------------------------------------------------------------


class Note(forms.Form):
    facts = forms.CharField()
    needs = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    third_party = forms.BooleanField()


def opened(worker, **more):
    request = RequestFactory().get("/people/1/notes/new/")
    request.user = worker
    return drafts.opening(request, "people.case_note:1", **more)


def test_a_form_opens_with_its_draft(as_, cast):
    post(as_(cast.amara), data={"facts": "We met.", "needs": ["b"], "third_party": ["on"]})
    draft = opened(cast.amara)
    form = draft.fill(Note())
    assert (form["facts"].value(), form["needs"].value(), form["third_party"].value()) == ("We met.", ["b"], True)
    assert draft.restored
    assert draft.version == 1


def test_a_submitted_form_is_left_as_submitted(as_, cast):
    post(as_(cast.amara))
    assert opened(cast.amara).fill(Note({"facts": "Other."}))["facts"].value() == "Other."


def test_a_form_says_who_else_is_writing(as_, cast):
    post(as_(cast.joan))
    assert opened(cast.amara).warnings[0].startswith("Joan Marsh is also writing this")


def test_handing_in_throws_the_draft_away(as_, cast):
    post(as_(cast.amara))
    assert opened(cast.amara).submit(lambda: "done") == "done"
    assert not Draft.objects.exists()


def test_a_refused_submission_keeps_the_draft(as_, cast):
    def refuse():
        raise Refused("No.")

    post(as_(cast.amara))
    with pytest.raises(Refused):
        opened(cast.amara).submit(refuse)
    assert Draft.objects.exists()


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ({"draft_version": "2", "facts": "Changed since."}, False),  # the window that saved last
        ({"draft_version": "1", "facts": "Newer."}, False),  # its last save was on its way
        ({"draft_version": "1", "facts": "Old window."}, True),  # another window holds other words
    ],
)
def test_words_of_another_window_stay(as_, cast, posted, kept):
    client = as_(cast.amara)
    post(client)
    post(client, version=1, data={"facts": "Newer."})
    drafts.finish(cast.amara, "people.case_note:1", drafts.as_post(posted))
    assert Draft.objects.exists() is kept


def test_a_draft_needs_no_named_action(cast):
    """The write guard lets drafts pass by name: they are no record."""
    drafts.save(cast.amara, key="people.case_note:1", version=0, data={"facts": "x"})
    with given():
        assert Draft.objects.count() == 1


def test_the_last_save_overtaken_by_the_form_itself_brings_nothing_back(as_, cast):
    client = as_(cast.amara)
    request = RequestFactory().post("/people/1/notes/new/", {"facts": "We met.", "needs": "", "draft_version": "0"})
    request.user = cast.amara
    drafts.opening(request, "people.case_note:1").submit(lambda: "done")
    assert post(client, data={"facts": "We met.", "needs": []}).status_code == 409
    assert not Draft.objects.exists()
    assert post(client, data={"facts": "The next visit."}).status_code == 200


def test_what_is_sent_as_a_form_is_no_draft(as_, cast):
    assert as_(cast.amara).post("/drafts/save/", {"key": "x"}).status_code == 400
