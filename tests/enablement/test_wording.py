"""The plan in another language or in easy read: beside the plan in the person's own words, never in its place."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bep.kit import reference
from bep.kit.rules import NotFound, Refused, Stale
from enablement import actions, wording
from enablement.models import EASY_READ, EnablementPlan, Episode, PlanWording
from tests.cast import given
from tests.enablement.given import agreed, draft, east, goals

ARABIC = {"heading_title": "خطتي", "opening": "أريد أن أطبخ لابنتي من جديد.", "good_at": "الطبخ والصبر"}


def at(name, pk):
    return reverse(f"enablement:{name}", args=[pk])


def begun(cast, language="Arabic"):
    return actions.begin_wording(plan=draft(cast), language=language, by=cast.amara)


def written(cast, found, **words):
    facts = {"worded_by": "Big Word interpreters", "checked_how": "Read back"}
    return actions.save_wording(wording=found, version=found.version, words=words, by=cast.amara, **facts)


def test_a_worker_puts_the_plan_into_the_language_that_the_record_names(cast, as_):
    with given():
        cast.priya.interpreter_language = "Arabic"
        cast.priya.save()
    plan = draft(cast)
    client = as_(cast.amara)
    assert "They need this" in client.get(at("plan", plan.pk)).content.decode()
    page = client.get(at("begin_wording", plan.pk)).content.decode()
    assert '<option value="Arabic" selected' in page
    answer = client.post(at("begin_wording", plan.pk), {"language": "Arabic"})
    (found,) = PlanWording.objects.all()
    assert answer.url == at("write_wording", found.pk)
    page = client.get(answer.url).content.decode()
    assert plan.opening in page
    assert 'lang="ar"' in page
    sent = ARABIC | {"version": found.version, "worded_by": "Nadia, interpreter", "checked_how": ""}
    assert client.post(answer.url, sent).url == at("plan", plan.pk)
    assert "In Arabic (PDF, runs on)" in (page := client.get(at("plan", plan.pk)).content.decode())
    assert "Not all of it yet" in page


def test_the_paper_reads_from_the_right_and_says_what_is_still_english(cast, as_):
    found = written(cast, begun(cast), **ARABIC)
    html = wording.sheet(found, found.plan)
    assert html["opening"] == {"words": ARABIC["opening"], "english": False}
    assert html["helps_me"]["english"]
    answer = as_(cast.amara).get(at("wording_paper", found.pk))
    assert answer["Content-Type"] == "application/pdf"
    paper = PdfReader(io.BytesIO(answer.content))
    assert paper.trailer["/Root"]["/Lang"] == "ar"
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Mornings. One thing at a time." in text
    assert "In these words by Big Word interpreters" in text


def test_words_whose_own_have_changed_are_told_apart(cast):
    found = written(cast, begun(cast, EASY_READ), opening="I want to cook.", goal_0="Cook on Sundays")
    plan = found.plan
    assert not {"opening", "goal_0"} & {part.key for part in wording.outdated(found, plan)}
    version = type(plan).objects.get(pk=plan.pk).version
    actions.save_plan(plan=plan, version=version, words={"opening": "I want peace."}, goals=goals(), by=cast.amara)
    plan = type(plan).objects.get(pk=plan.pk)
    behind = {part.key for part in wording.outdated(found, plan)}
    assert "opening" in behind
    assert "goal_0" not in behind


def test_headings_are_taken_from_the_last_plan_in_that_language_and_nothing_else_is(cast):
    written(cast, begun(cast), **ARABIC)
    other = actions.begin_wording(plan=another(cast), language="Arabic", by=cast.ben)
    assert other.words == {"heading_title": ["My enablement plan", "خطتي"]}


def another(cast):
    with given():
        episode = Episode.objects.create(
            person=cast.daniel, team=east(), opened_on="2026-11-01", because="choice_appointment"
        )
        return EnablementPlan.objects.create(
            person=cast.daniel, episode=episode, number=1, started_on="2026-11-01", good_at="Chess"
        )


def test_an_agreed_plan_may_be_put_into_other_words_too(cast):
    found = actions.begin_wording(plan=agreed(cast), language="Somali", by=cast.amara)
    assert written(cast, found, opening="Waxaan rabaa").words["opening"][1] == "Waxaan rabaa"


@pytest.mark.parametrize(
    ("language", "sentence"), [("British Sign Language", "no written words"), ("Klingon", "not in the list")]
)
def test_a_language_that_cannot_be_written_is_refused(cast, language, sentence):
    with pytest.raises(Refused, match=sentence):
        begun(cast, language)


def test_whoever_worded_it_is_named(cast, as_):
    found = begun(cast)
    page = as_(cast.amara).post(at("write_wording", found.pk), ARABIC | {"version": found.version}).content.decode()
    assert "Say who put it into these words" in page
    assert ARABIC["opening"] in page


def test_a_second_writer_is_shown_both_versions(cast, as_):
    found = begun(cast)
    opened = found.version
    written(cast, found, opening="Theirs")
    sent = {"version": opened, "opening": "Mine", "worded_by": "Me"}
    answer = as_(cast.joan).post(at("write_wording", found.pk), sent)
    assert answer.status_code == 409
    assert {"Mine", "Theirs"} <= {word for word in ("Mine", "Theirs") if word in answer.content.decode()}
    with pytest.raises(Stale):
        actions.save_wording(wording=found, version=opened, words={}, worded_by="", checked_how="", by=cast.joan)


def test_nobody_else_finds_it(cast, as_):
    found = begun(cast)
    for name in ("write_wording", "wording_paper"):
        assert as_(cast.ben).get(at(name, found.pk)).status_code == 404
    with pytest.raises(NotFound):
        actions.begin_wording(plan=found.plan, language="Somali", by=cast.ben)


def test_without_letters_for_it_nothing_is_printed_in_boxes(cast, as_, monkeypatch):
    monkeypatch.setattr(wording, "has_letters", lambda code: code != "ar")
    answer = as_(cast.amara).get(at("wording_paper", begun(cast).pk))
    assert "no letters to print Arabic with" in answer.content.decode()


def test_every_written_language_of_the_list_has_its_code(db):
    named = {value for value, _ in reference.choices("language")} - {"English", "Other language", *wording.SIGNED}
    assert named <= set(wording.CODES)
