"""A best-interests decision: only on “lacks capacity”, the checklist of section 4, the advocate, whoever holds authority."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, transaction

from assessments.capacity import actions, rules
from assessments.models import BestInterestsDecision
from assessments.states import BEST_INTERESTS
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from tests.assessments.capacity_given import ABLE, act, answered, assessed, begun, decided, reload
from tests.cast import given

TODAY = clock.today()


# --- where it may begin -----------------------------------------------------------------------------------------------
def test_s1_5_only_where_they_lack_capacity_for_that_decision(cast):
    able = actions.assess(person=cast.priya, by=cast.amara, **ABLE)
    with pytest.raises(Refused, match="only where a completed assessment shows"):
        begun(cast, assessment=able)


def test_not_on_one_that_waits_to_be_countersigned_nor_on_one_superseded(cast):
    with pytest.raises(Refused, match="only where a completed assessment shows"):
        begun(cast, assessment=assessed(cast, by=cast.theo))
    first = assessed(cast)
    assessed(cast, supersedes=first)
    with pytest.raises(Refused, match="only where a completed assessment shows"):
        begun(cast, assessment=first)


def test_s4_3_it_waits_where_capacity_may_return(cast):
    with pytest.raises(Refused, match="it waits for them"):
        begun(cast, assessment=assessed(cast, may_return="yes", can_wait="yes"))
    assert begun(cast, assessment=assessed(cast, may_return="yes", can_wait="no")).is_open


def test_one_at_a_time_of_one_assessment(cast):
    found = begun(cast)
    with pytest.raises(WrongMoment, match="under way already"):
        begun(cast, assessment=found.assessment)


# --- the rules, in memory ---------------------------------------------------------------------------------------------
def draft(**more):
    return BestInterestsDecision(**{"matter": "accommodation", "authority": "none"} | more)


@pytest.mark.parametrize(
    ("matter", "nobody", "duty"),
    [("treatment", True, True), ("accommodation", True, True), ("accommodation", False, False), ("review", True, False),
     ("safeguarding", True, False), ("other", True, False)],
)  # fmt: skip
def test_s37_to_s39_when_an_advocate_is_owed(matter, nobody, duty):
    found = draft(matter=matter, nobody_to_consult=nobody)
    assert rules.imca_duty(found) is duty
    if duty:
        with pytest.raises(Refused, match="independent mental capacity advocate"):
            rules.an_advocate_is_instructed(found)
        rules.an_advocate_is_instructed(draft(matter=matter, nobody_to_consult=True, imca_report_on=TODAY))
        rules.an_advocate_is_instructed(draft(matter=matter, nobody_to_consult=True, urgent_because="Sepsis."))
    assert rules.an_advocate_may_be_instructed(found) is (matter in {"review", "safeguarding"} and nobody)


def test_an_advocate_in_safeguarding_even_where_there_is_family():
    assert rules.an_advocate_may_be_instructed(draft(matter="safeguarding"))
    assert rules.an_advocate_may_be_instructed.source.status == "RECALLED"


@pytest.mark.parametrize(
    ("authority", "decider", "taken"),
    [("none", "council", True), ("none", "health", True), ("none", "attorney", False), ("attorney", "attorney", True),
     ("attorney", "council", False), ("deputy", "deputy", True), ("deputy", "attorney", False), ("unknown", "council", False)],
)  # fmt: skip
def test_whoever_holds_authority_decides(authority, decider, taken):
    found = draft(authority=authority)
    if taken:
        rules.whoever_holds_authority_decides(found, decider)
        return
    with pytest.raises(Refused, match="An attorney or a deputy with authority"):
        rules.whoever_holds_authority_decides(found, decider)


def test_s24_a_valid_advance_decision_stands():
    with pytest.raises(Refused, match="stands as if they refused it now"):
        rules.an_advance_decision_stands(draft(authority="advance"))


@pytest.mark.parametrize("field", [name for name, *_ in rules.CHECKLIST])
def test_s4_every_point_of_the_checklist_is_answered(field):
    said = {name: "Yes." for name, *_ in rules.CHECKLIST} | {field: " "}
    with pytest.raises(Refused, match="Every point of the checklist"):
        rules.the_checklist_is_answered(draft(**said))


def test_the_small_duties_before_a_decision():
    with pytest.raises(Refused, match=r"Whoever they name"):
        rules.others_are_consulted(draft(), 0)
    with pytest.raises(Refused, match="restricts their rights"):
        rules.the_less_restrictive_way("")
    with pytest.raises(Refused, match="how that is handled"):
        rules.disagreement_is_handled("Her son objects.", "")
    with pytest.raises(Refused, match="a day to come"):
        rules.a_review_lies_ahead(TODAY)
    with pytest.raises(Refused, match="options that were weighed"):
        rules.options_are_weighed(SimpleNamespace(best_interests_id=99), draft(pk=1))


# --- from beginning to end --------------------------------------------------------------------------------------------
def test_it_is_decided_and_then_kept(cast):
    found = begun(cast)
    made = decided(cast, found, answered(cast, found))
    assert made.state == "decided"
    assert made.decided_by == cast.amara
    with pytest.raises(ProgrammingError), given(), transaction.atomic():
        BestInterestsDecision.objects.filter(pk=made.pk).update(reasons="Other")
    with pytest.raises(WrongMoment, match="kept as it was"):
        actions.consult(
            best_interests=reload(made), name="x", relationship="x", view="x", consulted_on=TODAY, by=cast.amara
        )


def test_the_advocate_s_report_is_awaited_except_where_it_is_urgent(cast):
    found = begun(cast, nobody=True)
    option = answered(cast, found, nobody=True)
    with pytest.raises(Refused, match="independent mental capacity advocate") as refusal:
        decided(cast, found, option)
    assert refusal.value.field == "urgent_because"
    asked = {"imca_name": "Voice Advocacy", "imca_instructed_on": TODAY}
    act(actions.record_imca, found, cast.amara, **asked)
    with pytest.raises(Refused, match="Record their report"):
        decided(cast, found, option)
    with pytest.raises(Refused, match="before it was asked for"):
        act(actions.record_imca, found, cast.amara, **asked, imca_report_on=TODAY - timedelta(days=1))
    act(actions.record_imca, found, cast.amara, **asked, imca_report_on=TODAY, imca_report="She wants a garden.")
    assert decided(cast, found, option).state == "decided"


def test_an_attorney_decides_and_not_the_meeting(cast):
    found = begun(cast)
    option = answered(cast, found, authority="attorney")
    with pytest.raises(Refused, match="the meeting does not"):
        decided(cast, found, option)
    assert decided(cast, found, option, decider="attorney").decider == "attorney"


def test_capacity_that_comes_back_ends_the_ground_for_it(cast):
    found = begun(cast)
    option = answered(cast, found)
    assessed(cast, supersedes=found.assessment)
    with pytest.raises(Refused, match="only where a completed assessment shows"):
        decided(cast, found, option)


def test_a_trainee_prepares_it_but_does_not_decide(cast):
    found = begun(cast)
    option = answered(cast, found)
    with pytest.raises(NotAllowed):
        act(actions.decide, found, cast.theo, chosen=option, reasons="x", less_restrictive="x", decider="council",
            review_on=TODAY)  # fmt: skip


# --- every pair of a state and a verb ---------------------------------------------------------------------------------
def tries(cast, option):
    return {
        "write": lambda d: act(actions.write, d, cast.amara, wishes="To stay."),
        "decide": lambda d: decided(cast, d, option),
        "stop": lambda d: act(actions.stop, d, cast.amara, reason="She decides herself now."),
    }


@pytest.mark.parametrize("state", BestInterestsDecision.State.values)
def test_each_verb_from_each_state(cast, state):
    found = begun(cast)
    option = answered(cast, found)
    calls = tries(cast, option)
    if state != "underway":
        found = calls["decide" if state == "decided" else "stop"](found)
    allowed = {m.verb: m.end for m in BEST_INTERESTS.moves if m.start == state and m.verb in calls}
    assert {m.verb for m in BEST_INTERESTS.moves} == set(calls) | {"note_death"}
    for verb in calls.keys() - allowed.keys():
        with pytest.raises(WrongMoment):
            calls[verb](reload(found))
    for verb in [v for v in ("write", "decide") if v in allowed]:
        found = calls[verb](reload(found))
        assert found.state == allowed[verb]


# --- the screens ------------------------------------------------------------------------------------------------------
def test_the_pages_from_begin_to_decided(cast, as_, django_assert_max_num_queries):
    assessment = assessed(cast)
    browser = as_(cast.amara)
    browser.post(f"/capacity/{assessment.pk}/best-interests/", {"matter": "accommodation"})
    found = BestInterestsDecision.objects.get()
    url = f"/best-interests/{found.pk}/"
    checklist = {name: "Looked at." for name, *_ in rules.CHECKLIST} | {"version": 1, "authority": "none"}
    assert browser.post(f"{url}checklist/", checklist).status_code == 302
    assert browser.post(f"{url}checklist/", checklist).status_code == 409  # a second editor sees both versions
    when = {"consulted_on_day": TODAY.day, "consulted_on_month": TODAY.month, "consulted_on_year": TODAY.year}
    browser.post(f"{url}consulted/", {"name": "Meena", "relationship": "sister", "view": "Gardens."} | when)
    browser.post(
        f"{url}options/", {"what": "Stay at home", "benefits": "Hers", "burdens": "Falls", "restriction": "None"}
    )
    soon = TODAY + timedelta(days=60)
    decide = {
        "version": reload(found).version, "chosen": found.bestinterestsoptions.get().pk, "reasons": "It is home.",
        "less_restrictive": "Nothing is less.", "decider": "attorney", "review_on_day": soon.day,
        "review_on_month": soon.month, "review_on_year": soon.year,
    }  # fmt: skip
    assert b"nobody holds authority" in browser.post(f"{url}decide/", decide).content
    assert browser.post(f"{url}decide/", decide | {"decider": "council"}).status_code == 302
    with django_assert_max_num_queries(10):
        page = browser.get(url).content.decode()
    assert "What was decided" in page
    assert "Stay at home" in page
    assert "Meena" in page


def test_what_is_not_visible_is_not_found(cast, as_):
    found = begun(cast)
    assert as_(cast.ben).get(f"/best-interests/{found.pk}/").status_code == 404
    with pytest.raises(NotFound):
        act(actions.stop, found, cast.ben, reason="x")
