"""Mental capacity: one decision, the help first, what they are able to do, then the cause; the outcome follows (MCA s1 to s3)."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from assessments.capacity import actions, rules
from assessments.models import CapacityAssessment
from assessments.models.capacity import FUNCTIONS
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from people.actions import record_death
from tests.assessments.capacity_given import ABLE, UNABLE, assessed, begun, record, reload
from tests.cast import given


# --- the rules, in memory ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    ["capacity", "everything", "All decisions", "capacity to make decisions about care and treatment", "Her finances", "",
     "Does she have mental capacity?", "health and welfare"],
)  # fmt: skip
def test_s2_1_a_decision_that_says_nothing_is_refused(words):
    with pytest.raises(Refused, match="say exactly which") as refusal:
        rules.the_decision_is_exact(words)
    assert refusal.value.field == "decision"


@pytest.mark.parametrize(
    "words",
    ["Whether to move to Elm Court", "Whether to take the loan her nephew asks for", "To stop insulin injections"],
)
def test_s2_1_an_exact_decision_is_taken(words):
    rules.the_decision_is_exact(words)


def test_s2_5_nobody_under_16_is_assessed():
    child = SimpleNamespace(birth_date=date(2010, 6, 2))
    with pytest.raises(Refused, match="no power over somebody under 16"):
        rules.nobody_under_sixteen(child, date(2026, 6, 1))
    rules.nobody_under_sixteen(child, date(2026, 6, 2))
    rules.nobody_under_sixteen(SimpleNamespace(birth_date=None), date(2026, 6, 1))


@pytest.mark.parametrize("answers", list(product(["able", "not_able"], repeat=4)))
@pytest.mark.parametrize("impairment", ["yes", "no"])
@pytest.mark.parametrize("because", ["yes", "no"])
def test_s2_1_and_s3_the_outcome_follows_from_every_combination(answers, impairment, because):
    found = record(**dict(zip(FUNCTIONS, answers, strict=True)), impairment=impairment, because=because)
    lacks = "not_able" in answers and impairment == "yes" and because == "yes"
    assert rules.outcome_of(found) == ("lacks" if lacks else "has")


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"doubt": " "}, "doubt", "unless it is shown"),
        ({"help_given": ""}, "help_given", "practicable steps"),
        ({"information": ""}, "information", "likely consequences"),
        ({"information_how": ""}, "information_how", "likely consequences"),
        ({"retain_words": ""}, "retain_words", "said and seen"),
        ({"communicate": ""}, "communicate", "said and seen"),
        ({"impairment": "not_asked"}, "impairment", "asked only where"),
        ({"weigh": "able"}, "impairment", "asked only where"),
        ({"impairment_words": ""}, "impairment_words", "impairment of"),
        ({"because": "not_asked"}, "because", "impairment of"),
        ({"impairment": "no"}, "because", "impairment of"),
        ({"because_words": ""}, "because_words", "impairment of"),
        ({"may_return": ""}, "may_return", "whether it may return"),
        ({"can_wait": ""}, "can_wait", "whether it may return"),
    ],
)
def test_each_duty_is_refused_at_its_own_field(said, field, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        rules.check_assessment(record(**said), SimpleNamespace(birth_date=None))
    assert refusal.value.field == field
    assert refusal.value.remedy


def test_the_order_of_the_questions_says_that_it_is_recalled():
    assert rules.function_before_cause.source.status == "RECALLED"
    assert "JB" in rules.function_before_cause.source.name


# --- the record -------------------------------------------------------------------------------------------------------
def test_a_completed_assessment_is_kept_and_its_outcome_is_nobody_s_to_type(cast):
    found = assessed(cast)
    assert found.outcome == "lacks"
    assert not found.awaits_countersign
    assert assessed(cast, outcome="has").outcome == "lacks"
    with pytest.raises(ProgrammingError), given(), transaction.atomic():
        CapacityAssessment.objects.filter(pk=found.pk).update(decision="Another")


def test_the_table_holds_the_outcome_to_the_answers(cast):
    with pytest.raises(IntegrityError), given(), transaction.atomic():
        CapacityAssessment.objects.create(person=cast.priya, assessor=cast.amara, outcome="has", **UNABLE)


def test_able_in_all_four_is_capacity_whatever_the_diagnosis(cast):
    assert actions.assess(person=cast.priya, by=cast.amara, **ABLE).outcome == "has"


def test_a_later_one_takes_its_place_once(cast):
    first = assessed(cast)
    later = assessed(cast, supersedes=first)
    assert list(CapacityAssessment.objects.in_force()) == [later]
    with pytest.raises(Refused, match="stands in its place already"):
        assessed(cast, supersedes=CapacityAssessment.objects.get(pk=first.pk))


def test_a_trainee_s_waits_for_a_countersignature(cast):
    found = assessed(cast, by=cast.theo)
    assert found.awaits_countersign
    assert not CapacityAssessment.objects.in_force().exists()
    with pytest.raises(NotAllowed):
        actions.countersign(assessment=found, by=cast.amara)
    actions.countersign(assessment=found, remark="I agree.", by=cast.joan)
    assert CapacityAssessment.objects.in_force().get() == found
    with pytest.raises(WrongMoment):
        actions.countersign(assessment=CapacityAssessment.objects.get(pk=found.pk), by=cast.joan)


def test_nobody_assesses_whom_they_may_not_see(cast):
    with pytest.raises(NotFound):
        actions.assess(person=cast.priya, by=cast.ben, **ABLE)


# --- the screens ------------------------------------------------------------------------------------------------------
def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def posted(facts):
    said = {name: value for name, value in facts.items() if not isinstance(value, date)}
    return said | day("needed_by", clock.today()) | day("assessed_on", clock.today())


def test_a_worker_assesses_from_the_person_page(cast, as_):
    browser = as_(cast.amara)
    url = f"/people/{cast.priya.pk}/capacity/assess/"
    page = browser.get(url).content.decode()
    assert "from memory" in page
    assert "JB" in page
    assert page.index("Use it or weigh it up") < page.index("Is there an impairment")
    refused = browser.post(url, posted(UNABLE | {"decision": "everything"}))
    assert b"say exactly which" in refused.content
    answer = browser.post(url, posted(UNABLE), follow=True)
    assert b"Lacks capacity for this decision now" in answer.content
    assert b"Begin a best-interests decision" in answer.content
    found = CapacityAssessment.objects.get()
    again = browser.get(f"{url}?again={found.pk}").content.decode()
    assert "Whether to move to Elm Court" in again
    assert b"Whether to move" in browser.get(f"/people/{cast.priya.pk}/capacity/").content
    person = browser.get(f"/people/{cast.priya.pk}/").content.decode()
    assert "Mental capacity" in person
    assert f"/capacity/{found.pk}/" in person


def test_it_is_countersigned_on_its_page(cast, as_):
    found = assessed(cast, by=cast.theo)
    browser = as_(cast.joan)
    assert b"capacity assessment to countersign" in browser.get("/my-work/").content
    browser.post(f"/capacity/{found.pk}/countersign/", {"remark": "Seen."})
    assert b"Seen." in browser.get(f"/capacity/{found.pk}/").content


def test_what_is_not_visible_is_not_found(cast, as_):
    found = assessed(cast)
    assert as_(cast.ben).get(f"/capacity/{found.pk}/").status_code == 404


def test_a_page_costs_few_queries(cast, as_, django_assert_max_num_queries):
    found = assessed(cast)
    browser = as_(cast.amara)
    for url in (
        f"/capacity/{found.pk}/",
        f"/people/{cast.priya.pk}/capacity/",
        f"/people/{cast.priya.pk}/capacity/assess/",
    ):
        with django_assert_max_num_queries(10):
            browser.get(url)


def test_a_death_stops_what_was_being_decided(cast):
    decision = begun(cast)
    record_death(
        person=cast.priya, version=cast.priya.version, death_date=clock.today(), reason="Her sister", by=cast.amara
    )
    assert reload(decision).state == "stopped"
