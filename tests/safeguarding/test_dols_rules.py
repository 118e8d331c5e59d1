"""The rules of deprivation of liberty, asked in memory: clocks, who may assess what, the signature, the period (MCA Sch A1)."""

from datetime import date
from types import SimpleNamespace

import pytest
from dateutil.relativedelta import relativedelta

from bep.kit.rules import Refused
from safeguarding.dols import clocks, rules
from safeguarding.models import DolsApplication
from safeguarding.models.dols import REQUIREMENTS
from tests.safeguarding.liberty import DAY, REQUEST, TODAY, said

ADULT = SimpleNamespace(birth_date=date(1950, 1, 1))


def draft(**more):
    """An application in nobody's table."""
    return DolsApplication(**{"received_on": TODAY, "state": "received"} | more)


def check(requirement, others=None, works=False, person=ADULT, **more):
    rules.check_assessment(said(requirement, **more), person, works, others or {})


# --- the request and its clocks ---------------------------------------------------------------------------------------
def test_21_days_begin_with_the_day_of_receipt():
    assert clocks.last_day("dols.standard.days", date(2026, 6, 1)) == date(2026, 6, 21)
    assert clocks.due_on(draft(received_on=date(2026, 6, 1))) == date(2026, 6, 21)


def test_the_urgent_authorisation_s_life_comes_first_and_then_its_extension():
    found = draft(received_on=date(2026, 6, 1), urgent_given_on=date(2026, 6, 1), urgent_until=date(2026, 6, 7))
    assert clocks.due_on(found) == date(2026, 6, 7)
    found.urgent_extended_until = date(2026, 6, 14)
    assert clocks.due_on(found) == date(2026, 6, 14)


def test_a_third_party_s_question_runs_seven_days_until_it_is_answered():
    found = draft(received_on=date(2026, 6, 5), third_party_on=date(2026, 6, 1))
    assert clocks.due_on(found) == date(2026, 6, 7)
    found.third_party_settled_on = date(2026, 6, 6)
    assert clocks.due_on(found) == date(2026, 6, 25)


@pytest.mark.parametrize(("days", "taken"), [(0, True), (6, True), (7, False), (-1, False)])
def test_urgent_is_seven_days_at_most(days, taken):
    if taken:
        rules.urgent_is_seven_days_at_most(TODAY, TODAY + days * DAY)
        return
    with pytest.raises(Refused, match="seven days at most") as refusal:
        rules.urgent_is_seven_days_at_most(TODAY, TODAY + days * DAY)
    assert refusal.value.field == "urgent_until"


def test_urgent_is_extended_once_while_it_lasts_by_up_to_seven_days():
    urgent = {"urgent_given_on": TODAY, "urgent_until": TODAY + 6 * DAY}
    rules.urgent_is_extended_once(draft(**urgent), TODAY + 13 * DAY)
    for found, until in (
        (draft(**urgent), TODAY + 14 * DAY),
        (draft(**urgent), TODAY + 6 * DAY),
        (draft(), TODAY + 7 * DAY),
        (draft(**urgent, urgent_extended_until=TODAY + 8 * DAY), TODAY + 9 * DAY),
        (draft(urgent_given_on=TODAY - 9 * DAY, urgent_until=TODAY - 3 * DAY), TODAY + 2 * DAY),
    ):
        with pytest.raises(Refused, match="extended once"):
            rules.urgent_is_extended_once(found, until)


@pytest.mark.parametrize("field", ["managing_authority", "contact", "purpose"])
def test_a_request_says_what_it_must(field):
    with pytest.raises(Refused) as refusal:
        rules.a_request_says_what_it_must(REQUEST | {field: " "})
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("code", "fits"), [("1-123456789", True), ("1-1", True), ("RX1", False), ("", False), ("1-", False)]
)
def test_an_odd_cqc_code_is_warned_of_and_never_refused(code, fits):
    assert rules.cqc_code_has_its_shape(code) is fits


# --- who may assess what ----------------------------------------------------------------------------------------------
PROFESSIONS = ["amhp", "social_worker", "nurse", "ot", "psychologist", "s12_doctor", "doctor"]
MAY = {
    "age": PROFESSIONS[:5], "no_refusals": PROFESSIONS[:5], "best_interests": PROFESSIONS[:5],
    "mental_health": PROFESSIONS[5:], "capacity": PROFESSIONS, "eligibility": ["s12_doctor", "amhp"],
}  # fmt: skip


@pytest.mark.parametrize("profession", PROFESSIONS)
@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_regs_4_to_9_who_may_assess_what(requirement, profession):
    if profession in MAY[requirement]:
        check(requirement, profession=profession)
        return
    with pytest.raises(Refused, match="section 12 doctor") as refusal:
        check(requirement, profession=profession)
    assert refusal.value.field == "profession"


@pytest.mark.parametrize("field", ["trained", "insured", "independent"])
def test_regs_3_and_10_to_12_an_assessor_is_fit_and_independent(field):
    with pytest.raises(Refused, match="has a criminal-record certificate") as refusal:
        check("age", **{field: False})
    assert refusal.value.field == field


def test_reg_12_the_best_interests_assessor_is_not_involved_in_their_care():
    for more in ({"not_in_care": False}, {"works": True}):
        with pytest.raises(Refused, match="not involved"):
            check("best_interests", **more)
    check("age", not_in_care=False)


def test_two_people_assess_mental_health_and_best_interests():
    with pytest.raises(Refused, match="by two people"):
        check("best_interests", others={"mental_health": "olive marsh "})
    assert rules.two_assessors_at_least.source.status == "RECALLED"


@pytest.mark.parametrize("requirement", ["capacity", "age"])
def test_an_equivalent_assessment_is_at_most_twelve_months_old_except_of_age(requirement):
    edge = TODAY - relativedelta(months=12)
    check(requirement, status="3", assessed_on=edge, no_doubt=True)
    if requirement == "age":
        check(requirement, status="3", assessed_on=edge - DAY, no_doubt=True)
    else:
        with pytest.raises(Refused, match="within the twelve months"):
            check(requirement, status="3", assessed_on=edge - DAY, no_doubt=True)
    with pytest.raises(Refused, match="no reason to doubt"):
        check(requirement, status="3", assessed_on=TODAY)


def test_the_age_requirement_is_eighteen():
    young = SimpleNamespace(birth_date=TODAY - relativedelta(years=18) + DAY)
    with pytest.raises(Refused, match="who is 18"):
        check("age", person=young)
    check("age", person=young, status="2")
    check("age", person=SimpleNamespace(birth_date=TODAY - relativedelta(years=18)))


@pytest.mark.parametrize(("days", "taken"), [(1, True), (365, True), (366, False), (None, False), (0, False)])
def test_the_assessor_s_maximum_is_a_year(days, taken):
    if taken:
        check("best_interests", maximum_days=days)
        return
    with pytest.raises(Refused, match="at most one year"):
        check("best_interests", maximum_days=days)


# --- signing ----------------------------------------------------------------------------------------------------------
def test_it_is_sent_when_all_six_are_assessed_or_one_is_not_met():
    with pytest.raises(Refused, match="when all six"):
        rules.assessed_before_signing(draft(age="1"))
    rules.assessed_before_signing(draft(age="2"))
    rules.assessed_before_signing(draft(**dict.fromkeys(REQUIREMENTS, "3")))


@pytest.mark.parametrize("requirement", REQUIREMENTS)
@pytest.mark.parametrize("status", ["0", "2"])
def test_para_50_granted_only_if_all_six_are_met(requirement, status):
    found = draft(**dict.fromkeys(REQUIREMENTS, "1") | {requirement: status})
    with pytest.raises(Refused, match="only where all six"):
        rules.granted_only_if_all_are_met(found)


def test_para_50_where_all_six_are_met_it_must_be_granted():
    with pytest.raises(Refused, match="the council must authorise"):
        rules.refused_only_if_one_is_not_met(draft(**dict.fromkeys(REQUIREMENTS, "1")))
    rules.refused_only_if_one_is_not_met(draft(age="2"))


@pytest.mark.parametrize("who", ["received_by_id", "sent_by_id", "bia_id"])
def test_the_authoriser_took_no_part_in_it(who):
    with pytest.raises(Refused, match="took no part"):
        rules.the_authoriser_stands_apart(SimpleNamespace(pk=7), draft(**{who: 7}), [])
    row = SimpleNamespace(assessor_id=None, by_id=8)
    with pytest.raises(Refused, match="took no part"):
        rules.the_authoriser_stands_apart(SimpleNamespace(pk=8), draft(), [row])
    rules.the_authoriser_stands_apart(SimpleNamespace(pk=9), draft(**{who: 7}), [row])


@pytest.mark.parametrize(
    ("maximum", "start", "days", "field"),
    [(180, 0, 180, None), (180, 0, 181, "ends_on"), (365, 3, 365, None), (365, 0, 366, "ends_on"), (90, -1, 30, "starts_on"),
     (90, 0, 0, "ends_on")],
)  # fmt: skip
def test_the_period_is_at_most_the_assessor_s_maximum_and_a_year(maximum, start, days, field):
    starts_on = TODAY + start * DAY
    ends_on = starts_on + (days - 1) * DAY
    if field is None:
        rules.the_period_is_lawful(draft(maximum_days=maximum), starts_on, ends_on)
        return
    with pytest.raises(Refused, match="no longer than") as refusal:
        rules.the_period_is_lawful(draft(maximum_days=maximum), starts_on, ends_on)
    assert refusal.value.field == field
