"""The assessment's own page: its list of steps while it is open, its record once it is decided or stopped."""

import pytest

from assessments.models import NeedsAssessment
from tests.assessments.conftest import reread


def url(assessment, more=""):
    return f"/assessments/{assessment.pk}/{more}"


def test_starting_asks_first(cast, as_):
    page = as_(cast.amara).get(f"/people/{cast.priya.pk}/assessments/start/")
    assert b"section 9 of the Care Act" in page.content
    answer = as_(cast.amara).post(f"/people/{cast.priya.pk}/assessments/start/", follow=True)
    assert b"The ten outcomes" in answer.content


def test_a_carers_assessment(cast, as_):
    answer = as_(cast.amara).post(f"/people/{cast.priya.pk}/assessments/start-carers/", follow=True)
    assert b"The eight outcomes for a carer" in answer.content
    assert NeedsAssessment.objects.get().kind == "carer"


def test_a_meeting_that_is_no_number_is_no_meeting(cast, as_):
    as_(cast.amara).post(f"/people/{cast.priya.pk}/assessments/start-carers/", {"meeting": "x", "follows": "1e9"})
    assert (NeedsAssessment.objects.get().meeting, NeedsAssessment.objects.get().follows) == (None, None)


def test_the_steps_say_what_is_left(cast, as_, underway):
    page = as_(cast.amara).get(url(underway)).content.decode()
    assert "answers still to give" in page
    assert page.count("To answer") == 15


def test_when_all_is_answered(cast, as_, complete_one):
    page = as_(cast.amara).get(url(complete_one)).content.decode()
    assert "Everything is answered." in page
    assert "Unable: cannot without help" in page
    assert "Check and finish" in page


def test_the_record_shows_decision_suggestion_and_answers(cast, as_, decided):
    page = as_(cast.amara).get(url(decided)).content.decode()
    for words in (
        "Eligible needs identified",
        "She cannot feed herself",
        "I forget to eat.",
        "SI 2015/313 reg 2(1)(b)",
    ):
        assert words in page
    assert "Save and go on" not in page


def test_adding_to_it(cast, as_, decided):
    client = as_(cast.amara)
    client.post(url(decided, "add/"), {"kind": "copy_given", "words": "Handed to Pri at home."})
    assert b"Handed to Pri at home." in client.get(url(decided)).content
    empty = client.post(url(decided, "add/"), {"kind": "note", "words": ""})
    assert "words" in empty.context["form"].errors


def test_correcting_opens_a_new_one_beside_it(cast, as_, decided):
    start = f"/people/{cast.priya.pk}/assessments/start/needs/"
    answer = as_(cast.amara).post(start, {"follows": decided.pk, "follows_as": "correction"}, follow=True)
    assert answer.context["assessment"].follows == decided
    assert b"Everything is answered." in answer.content


def test_sending_back(cast, as_, submitted):
    answer = as_(cast.amara).post(
        url(submitted, "send-back/"), {"version": submitted.version, "reason": "Ask Meera too."}
    )
    assert answer.status_code == 302
    assert b"Ask Meera too." in as_(cast.theo).get(url(submitted)).content


def test_stopping_after_a_refusal_asks_the_two_questions_of_s11(cast, as_, underway):
    client = as_(cast.amara)
    form = {"version": 1, "why": "refused", "words": "She said no."}
    page = client.post(url(underway, "stop/"), form)
    assert {"lacks_capacity", "abuse"} <= set(page.context["form"].errors)
    page = client.post(url(underway, "stop/"), form | {"lacks_capacity": "no", "abuse": "yes"})
    assert b"must still be made" in page.content
    client.post(url(underway, "stop/"), form | {"lacks_capacity": "no", "abuse": "no"})
    assert reread(underway).state == "stopped"
    assert b"They refuse an assessment" in client.get(url(underway)).content


@pytest.mark.parametrize("who", ["ben", "wendy"])
def test_others_find_nothing(cast, as_, decided, who):
    client = as_(getattr(cast, who))
    for more in ("", "record.pdf", "check/", "stop/", "wellbeing/", "outcomes/nutrition/", "page/how/"):
        assert client.get(url(decided, more)).status_code == 404, more


def test_queries_of_steps_and_record(cast, as_, complete_one, django_assert_max_num_queries):
    client = as_(cast.amara)
    client.get(url(complete_one))  # the first page of a sign-in notes it; only then is a page like any other
    with django_assert_max_num_queries(10):
        client.get(url(complete_one))


def test_queries_of_the_record(cast, as_, decided, django_assert_max_num_queries):
    client = as_(cast.amara)
    client.get(url(decided))  # the first page of a sign-in notes it; only then is a page like any other
    with django_assert_max_num_queries(10):
        client.get(url(decided))
