"""The Care Act's rules by section number, and every combination of them against a reference written apart from them."""

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from assessments import rules
from assessments.law import CarerOutcome, Cause, Eligibility, Limb, Outcome
from assessments.rules import Findings, suggest

LIMBS = [limb.value for limb in Limb]
ABLE = frozenset()
HELP = frozenset({"help"})


def adult(unable=0, *, causes=("mental",), significant=True, looked_at=10):
    """An adult who is unable to achieve the first `unable` of the outcomes that were looked at."""
    answers = {o: HELP if n < unable else ABLE for n, o in enumerate(Outcome.values[:looked_at])}
    return Findings(causes=frozenset(causes), unable=answers, significant_impact=significant)


def carer(unable=0, *, necessary=True, health=False, significant=True, limb="help"):
    answers = {o: frozenset({limb}) if n < unable else ABLE for n, o in enumerate(CarerOutcome.values)}
    return Findings(
        kind="carer", unable=answers, significant_impact=significant, necessary_care=necessary, health_at_risk=health
    )


# --- SI 2015/313 reg 2: adults ----------------------------------------------------------------------------------------
def test_reg_2_1_a_needs_arise_from_an_impairment_or_illness():
    assert rules.impairment_or_illness(adult(causes=["illness"]))
    assert rules.impairment_or_illness(adult(causes=[])) is False
    assert rules.impairment_or_illness(Findings()) is None


@pytest.mark.parametrize(("unable", "met"), [(0, False), (1, False), (2, True), (10, True)])
def test_reg_2_1_b_two_or_more_outcomes(unable, met):
    assert rules.two_or_more_outcomes(adult(unable)) is met


def test_reg_2_1_b_says_nothing_while_the_rest_could_still_change_it():
    assert rules.two_or_more_outcomes(adult(1, looked_at=9)) is None
    assert rules.two_or_more_outcomes(adult(2, looked_at=2)) is True


def test_reg_2_1_c_significant_impact_on_wellbeing():
    assert suggest(adult(3, significant=False)).eligibility == Eligibility.NOT_ELIGIBLE
    assert suggest(adult(3, significant=None)).eligibility is None
    assert suggest(adult(3)).eligibility == Eligibility.ELIGIBLE


def test_reg_2_2_has_ten_outcomes():
    assert len(Outcome) == 10


@pytest.mark.parametrize("limb", LIMBS)
def test_reg_2_3_each_of_the_four_limbs_is_enough(limb):
    assert rules.unable([limb])


def test_reg_2_3_no_limb_means_able():
    assert not rules.unable([])


def test_reg_2_4_fluctuating_needs_are_described():
    assert rules.fluctuation_considered("no", "")
    assert rules.fluctuation_considered("yes", "Two bad weeks in each of the last six months")
    assert not rules.fluctuation_considered("yes", "  ")
    assert not rules.fluctuation_considered("", "")


# --- SI 2015/313 reg 3: carers ----------------------------------------------------------------------------------------
def test_reg_3_has_eight_outcomes():
    assert len(CarerOutcome) == 8


def test_reg_3_taking_longer_does_not_count_for_a_carer():
    assert not rules.carer_unable(["longer"])
    assert suggest(carer(8, limb="longer")).eligibility == Eligibility.NONE


def test_reg_3_1_a_only_necessary_care_counts():
    assert suggest(carer(4, necessary=False)).eligibility == Eligibility.NOT_ELIGIBLE


def test_reg_3_1_b_one_outcome_or_failing_health_is_enough():
    assert suggest(carer(1)).eligibility == Eligibility.ELIGIBLE
    assert suggest(carer(0, health=True)).eligibility == Eligibility.ELIGIBLE
    assert suggest(carer(0)).eligibility == Eligibility.NONE


# --- Care Act duties --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("difficulties", "supporter", "needed"),
    [([], "", False), (["retain"], "", True), (["retain"], "Meera, her sister", False), (["weigh"], "   ", True)],
)
def test_s67_advocate(difficulties, supporter, needed):
    assert rules.advocate_needed(difficulties, supporter) is needed


@pytest.mark.parametrize(("capacity", "abuse", "go_on"), [(0, 0, False), (1, 0, True), (0, 1, True), (1, 1, True)])
def test_s11_some_refusals_do_not_end_the_duty(capacity, abuse, go_on):
    answers = {"lacks_capacity_and_in_their_interests": bool(capacity), "abuse_or_neglect": bool(abuse)}
    assert rules.assess_despite_refusal(**answers) is go_on


def test_s13_reasons_always_and_advice_when_nothing_is_eligible():
    assert not rules.reasons_for_decision("  ")
    assert rules.advice_when_not_eligible(Eligibility.ELIGIBLE, "")
    assert not rules.advice_when_not_eligible(Eligibility.NONE, " ")
    assert rules.advice_when_not_eligible(Eligibility.NOT_ELIGIBLE, "The hub's cooking group")


def test_s13_an_eligible_person_is_asked_and_their_residence_established():
    assert not rules.questions_when_eligible(Eligibility.ELIGIBLE, "yes", "")
    assert rules.questions_when_eligible(Eligibility.ELIGIBLE, "no", "yes")
    assert rules.questions_when_eligible(Eligibility.NONE, "", "")


def test_self_assessment_needs_both_the_wish_and_capacity():
    assert rules.supported_self_assessment("yes", "yes")
    assert not rules.supported_self_assessment("yes", "no")
    assert not rules.supported_self_assessment("no", "yes")


# --- what is suggested, line by line ----------------------------------------------------------------------------------
def test_each_line_names_its_section_its_wording_and_what_was_found():
    lines = suggest(adult(2)).lines
    assert [line.section for line in lines] == [
        "SI 2015/313 reg 2(1)(a)", "SI 2015/313 reg 2(1)(b)", "SI 2015/313 reg 2(1)(c)",
    ]  # fmt: skip
    assert lines[1].because == "Unable: 2 of 10 (Eating and drinking well; Keeping clean)."
    assert all(line.wording.endswith(".") for line in lines)


def test_nothing_is_suggested_before_enough_is_written():
    nothing = suggest(Findings())
    assert nothing.eligibility is None
    assert nothing.label == "Not enough is written yet to suggest anything"


# --- every combination ------------------------------------------------------------------------------------------------
def reference(kind, causes, limbs, significant, necessary, health):
    """The two regulations again, as somebody would count on paper, with every question answered."""
    counted = {"help", "distress", "danger"} | ({"longer"} if kind == "needs" else set())
    unmet = [o for o, ticked in limbs.items() if ticked & counted]
    if kind == "needs":
        eligible = len(causes) > 0 and len(unmet) > 1 and significant
        needs = len(unmet) > 0
    else:
        eligible = necessary and (health or len(unmet) > 0) and significant
        needs = health or len(unmet) > 0
    if eligible:
        return "Eligible needs identified"
    return "Non-eligible needs identified" if needs else "No needs identified"


def answers(outcomes):
    """Mostly able, as most assessments are: the edges lie at none, one and two."""
    found = st.dictionaries(st.sampled_from(outcomes), st.frozensets(st.sampled_from(LIMBS), min_size=1), max_size=4)
    return found.map(lambda some: dict.fromkeys(outcomes, ABLE) | some)


kinds = st.sampled_from([("needs", Outcome.values), ("carer", CarerOutcome.values)]).flatmap(
    lambda kind: st.tuples(st.just(kind[0]), answers(kind[1]))
)


@settings(max_examples=150)
@for_any(kinds, st.frozensets(st.sampled_from(Cause.values)), st.booleans(), st.booleans(), st.booleans())
def test_every_complete_assessment_gets_what_the_reference_gives(case, causes, significant, necessary, health):
    kind, limbs = case
    findings = Findings(kind, causes, limbs, significant, necessary, health)
    assert suggest(findings).eligibility == reference(kind, causes, limbs, significant, necessary, health)


@settings(max_examples=100)
@for_any(kinds, st.frozensets(st.sampled_from(Cause.values)), st.booleans(), st.booleans(), st.booleans(), st.data())
def test_a_suggestion_on_part_of_the_answers_never_changes_when_the_rest_come(
    case, causes, significant, necessary, health, data
):
    """What is suggested early must be what everything suggests; otherwise the rule must have kept silent."""
    kind, limbs = case
    kept = data.draw(st.sets(st.sampled_from(sorted(limbs))))
    part = Findings(
        kind,
        data.draw(st.sampled_from([causes, None])),
        {o: t for o, t in limbs.items() if o in kept},
        data.draw(st.sampled_from([significant, None])),
        data.draw(st.sampled_from([necessary, None])),
        data.draw(st.sampled_from([health, None])),
    )
    early = suggest(part).eligibility
    assert early is None or early == reference(kind, causes, limbs, significant, necessary, health)
