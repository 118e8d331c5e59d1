"""Writing in an assessment: a page for each part and outcome, drafts, and a second editor."""

import pytest

from assessments.models import OutcomeAnswer
from assessments.parts import PARTS
from bep.kit.models import Draft
from tests.assessments.conftest import reread

NUTRITION = {
    "version": 1, "words": "I forget to eat.", "strengths": "", "wish": "", "verdict": "unable", "limbs": ["help"], "view": "",
}  # fmt: skip


def outcome_url(assessment, outcome="nutrition"):
    return f"/assessments/{assessment.pk}/outcomes/{outcome}/"


def part_url(assessment, part):
    return f"/assessments/{assessment.pk}/page/{part}/"


def test_an_outcome_is_kept_and_leads_to_the_next(cast, as_, underway):
    answer = as_(cast.amara).post(outcome_url(underway), NUTRITION)
    assert answer.url == outcome_url(underway, "hygiene")
    row = OutcomeAnswer.objects.get(assessment=underway, outcome="nutrition")
    assert (row.words, row.answer, row.limbs) == ("I forget to eat.", "unable", ["help"])


def test_unable_without_a_way_is_refused_at_the_field(cast, as_, underway):
    page = as_(cast.amara).post(outcome_url(underway), NUTRITION | {"limbs": []})
    assert "limbs" in page.context["form"].errors
    assert b"I forget to eat." in page.content, "no word is lost"


def test_a_carers_page_does_not_offer_taking_longer(cast, as_):
    from assessments import actions

    found = actions.start(person=cast.priya, kind="carer", by=cast.amara)
    page = as_(cast.amara).get(outcome_url(found, "recreation"))
    assert b"significantly longer" not in page.content


def test_the_second_saver_of_an_outcome_sees_both(cast, as_, underway):
    as_(cast.amara).post(outcome_url(underway), NUTRITION)
    late = as_(cast.joan).post(outcome_url(underway), NUTRITION | {"words": "She eats at her sister's."})
    assert late.status_code == 409
    assert b"I forget to eat." in late.content
    assert b"her sister" in late.content
    version = late.context["form"].data["version"]
    mended = NUTRITION | {"words": "Both.", "version": version}
    assert as_(cast.joan).post(outcome_url(underway), mended).status_code == 302


def test_a_draft_opens_again_and_goes_when_it_is_handed_in(cast, as_, underway):
    client = as_(cast.amara)
    key = f"assessments.outcome:{underway.pk}.nutrition"
    Draft.objects.create(worker=cast.amara, key=key, data={"words": "Half a sentence", "version": "1"})
    assert b"Half a sentence" in client.get(outcome_url(underway)).content
    client.post(outcome_url(underway), NUTRITION | {"draft_version": "1", "words": "Half a sentence, whole."})
    assert not Draft.objects.exists()


def test_a_second_editor_is_warned(cast, as_, underway):
    key = f"assessments.outcome:{underway.pk}.nutrition"
    Draft.objects.create(worker=cast.theo, key=key, data={"words": "x"})
    assert b"Theo Price is also writing this" in as_(cast.amara).get(outcome_url(underway)).content


@pytest.mark.parametrize("part", [key for key, part in PARTS.items() if "needs" in part.kinds])
def test_every_part_opens_and_keeps_an_empty_answer(cast, as_, underway, part):
    client = as_(cast.amara)
    assert client.get(part_url(underway, part)).status_code == 200
    assert client.post(part_url(underway, part), {"version": 1}).status_code == 302


def test_an_adults_assessment_has_no_carers_page(cast, as_, underway):
    assert as_(cast.amara).get(part_url(underway, "caring")).status_code == 404


def test_difficulty_must_say_in_what(cast, as_, underway):
    page = as_(cast.amara).post(part_url(underway, "how"), {"version": 1, "has_difficulty": "yes"})
    assert "difficulties" in page.context["form"].errors


def test_no_difficulty_clears_what_was_said_of_an_advocate(cast, as_, underway):
    client = as_(cast.amara)
    said = {"version": 1, "has_difficulty": "yes", "difficulties": ["retain"], "advocate": "POhWER"}
    client.post(part_url(underway, "how"), said)
    assert reread(underway).advocate == "POhWER"
    client.post(part_url(underway, "how"), {"version": 2, "has_difficulty": "no", "advocate": "POhWER"})
    assert (reread(underway).advocate, reread(underway).difficulties) == ("", [])


def test_wellbeing_is_weighed_area_by_area_and_as_a_whole(cast, as_, underway):
    form = {"version": 1, "health_impact": "significant", "health_words": "No sleep", "significant_impact": "yes"}
    answer = as_(cast.amara).post(f"/assessments/{underway.pk}/wellbeing/", form)
    assert answer.url == f"/assessments/{underway.pk}/check/"
    assert [row.area for row in underway.wellbeing.all()] == ["health"]


def test_a_decided_assessment_says_so_kindly(cast, as_, decided):
    page = as_(cast.amara).get(outcome_url(decided))
    assert page.status_code == 409
    assert b"Decided" in page.content


def test_readers_do_not_write(cast, as_, underway):
    assert as_(cast.ruth).get(outcome_url(underway)).status_code == 403


@pytest.mark.parametrize("page", ["outcomes/nutrition/", "page/how/", "page/wishes/", "page/family/", "wellbeing/"])
def test_queries(cast, as_, underway, django_assert_max_num_queries, page):
    client = as_(cast.amara)
    client.get(f"/assessments/{underway.pk}/{page}")  # code lists are read once a minute, not once a page
    with django_assert_max_num_queries(10):
        client.get(f"/assessments/{underway.pk}/{page}")
