"""The lists of the law: their number, their order, and words that mean the same wherever they are shared."""

from assessments.law import CarerOutcome, Eligibility, Limb, Outcome, Wellbeing, limbs_of


def test_ten_outcomes_eight_for_a_carer_nine_areas_of_wellbeing():
    assert (len(Outcome), len(CarerOutcome), len(Wellbeing)) == (10, 8, 9)


def test_a_shared_outcome_has_one_wording():
    shared = set(Outcome.values) & set(CarerOutcome.values)
    assert {Outcome(key).label for key in shared} == {CarerOutcome(key).label for key in shared}


def test_four_limbs_three_for_a_carer():
    assert len(limbs_of("needs")) == 4
    assert Limb.LONGER not in limbs_of("carer")


def test_the_decision_uses_the_returns_own_values():
    assert Eligibility.values == ["Eligible needs identified", "Non-eligible needs identified", "No needs identified"]
