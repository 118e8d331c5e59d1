"""Section 26 step by step: every kind in its order, who is not counted, who comes first, and why."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amhp_rota.rules import nearest_relative as nr
from amhp_rota.rules.nearest_relative import Patient, Relative, nearest_relative

ON = date(2026, 11, 20)
NOBODY = Patient()


def who(*relatives, patient=NOBODY):
    return nearest_relative(relatives, patient, ON)


def grown(name, kind, born=date(1960, 1, 1), **more):
    return Relative(name, kind, birth_date=born, **more)


kinds = st.sampled_from([kind for kind, _ in nr.ORDER])
people = st.lists(
    st.builds(
        Relative,
        name=st.uuids().map(str),
        kind=kinds,
        birth_date=st.none() | st.dates(date(1930, 1, 1), date(2025, 1, 1)),
        half_blood=st.booleans(),
        lives_with=st.booleans(),
        cares_for=st.booleans(),
        abroad=st.booleans(),
        separated=st.booleans(),
        together_months=st.none() | st.integers(0, 24),
        resident_years=st.none() | st.integers(0, 20),
        father_without_responsibility=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda r: r.name,
)
patients = st.builds(Patient, abroad=st.booleans())


@given(people, patients)
def test_whoever_is_found_counts_and_nobody_above_them_does(relatives, patient):
    found = nearest_relative(relatives, patient, ON)
    married = any(r.kind == "spouse" and not r.separated for r in relatives)
    counted = [r for r in relatives if not nr.disregarded(r, patient, ON, married)]
    if not counted:
        assert found.relative is None
        return
    assert found.relative in counted
    near = [r for r in counted if r.near and r.kind != "resident"]
    pool = near or counted
    assert found.relative in pool
    assert all(nr.RANK[found.relative.kind] <= nr.RANK[r.kind] for r in pool)


@given(people, patients, st.randoms())
def test_the_order_in_which_they_are_entered_changes_nothing(relatives, patient, chance):
    shuffled = list(relatives)
    chance.shuffle(shuffled)
    assert nearest_relative(relatives, patient, ON).name == nearest_relative(shuffled, patient, ON).name


@given(people, patients)
def test_everybody_left_out_is_named_with_the_reason(relatives, patient):
    found = nearest_relative(relatives, patient, ON)
    married = any(r.kind == "spouse" and not r.separated for r in relatives)
    said = " ".join(found.steps)
    assert all(r.name in said for r in relatives if nr.disregarded(r, patient, ON, married))
    assert found.steps


IN_ORDER = ["spouse", "child", "parent", "sibling", "grandparent", "grandchild", "uncle_aunt", "nephew_niece"]


@pytest.mark.parametrize(("higher", "lower"), list(pairwise(IN_ORDER)))
def test_each_kind_comes_before_the_next(higher, lower):
    assert who(grown("Lower", lower), grown("Higher", higher)).name == "Higher"


def test_the_elder_of_one_kind_whatever_their_sex():
    found = who(grown("Younger", "sibling", date(1970, 1, 1)), grown("Elder", "sibling", date(1960, 1, 1)))
    assert found.name == "Elder"
    assert "The elder comes before the younger, s26(3)." in found.steps


def test_whole_blood_before_half_however_old():
    half = grown("Half", "sibling", date(1950, 1, 1), half_blood=True)
    assert who(half, grown("Whole", "sibling", date(1980, 1, 1))).name == "Whole"


def test_who_lives_with_or_cares_for_them_comes_first():
    for near in ({"lives_with": True}, {"cares_for": True}):
        found = who(grown("Wife", "spouse"), grown("Aunt", "uncle_aunt", **near))
        assert found.name == "Aunt"
        assert "s26(4): Aunt" in found.steps[0]


def test_of_two_who_live_there_the_order_decides():
    found = who(grown("Sister", "sibling", lives_with=True), grown("Son", "child", lives_with=True))
    assert found.name == "Son"


def test_abroad_is_not_counted_unless_the_person_lives_abroad_too():
    mother, uncle = grown("Mother", "parent", abroad=True), grown("Uncle", "uncle_aunt")
    assert who(mother, uncle).name == "Uncle"
    assert who(mother, uncle, patient=Patient(abroad=True)).name == "Mother"


def test_a_separated_spouse_is_not_counted():
    found = who(grown("Husband", "spouse", separated=True), grown("Brother", "sibling"))
    assert found.name == "Brother"
    assert "Husband" in found.steps[0]


@pytest.mark.parametrize("kind", IN_ORDER)
def test_under_18_counts_only_as_spouse_or_parent(kind):
    child = Relative("Young", kind, birth_date=date(2008, 11, 21))
    assert bool(who(child).relative) is (kind in {"spouse", "parent"})


def test_18_today_is_not_under_18():
    assert who(Relative("Son", "child", birth_date=date(2008, 11, 20))).name == "Son"


def test_born_on_29_february_is_18_on_1_march():
    son = Relative("Son", "child", birth_date=date(2008, 2, 29))
    assert nearest_relative([son], NOBODY, date(2026, 2, 28)).relative is None
    assert nearest_relative([son], NOBODY, date(2026, 3, 1)).name == "Son"


@pytest.mark.parametrize(("months", "counts"), [(5, False), (6, True), (None, False)])
def test_a_partner_counts_as_a_spouse_after_six_months(months, counts):
    partner = grown("Partner", "partner", together_months=months, lives_with=True)
    found = who(partner, grown("Daughter", "child"))
    assert (found.name == "Partner") is counts


def test_a_partner_does_not_count_beside_a_spouse_unless_they_have_parted():
    partner = grown("Partner", "partner", together_months=60, lives_with=True)
    assert who(partner, grown("Wife", "spouse")).name == "Wife"
    assert who(partner, grown("Wife", "spouse", separated=True)).name == "Partner"


def test_a_resident_of_five_years_is_last_and_the_doubt_is_said():
    friend = grown("Friend", "resident", lives_with=True, resident_years=5)
    assert who(friend).name == "Friend"
    found = who(friend, grown("Niece", "nephew_niece"))
    assert found.name == "Niece"
    assert found.doubtful
    assert "not confirmed" in " ".join(found.steps)
    assert who(grown("Friend", "resident", lives_with=True, resident_years=4)).relative is None


def test_an_unmarried_father_without_responsibility_is_not_counted():
    father = grown("Father", "parent", father_without_responsibility=True)
    assert who(father, grown("Brother", "sibling")).name == "Brother"


def test_a_step_relative_is_not_in_the_list():
    assert who(grown("Stepson", "none")).relative is None


def test_a_council_with_a_care_order_but_a_spouse_first():
    patient = Patient(in_care_of="Barnet")
    assert who(grown("Mother", "parent"), patient=patient).name == "Barnet"
    assert who(grown("Wife", "spouse"), patient=patient).name == "Wife"


def test_guardians_of_a_child_before_everybody():
    found = who(grown("Mother", "parent"), patient=Patient(guardians=("Aunt May", "Uncle Ben")))
    assert found.name == "Aunt May and Uncle Ben"


def test_nobody_left_says_what_the_court_may_do():
    assert "s29" in who().steps[-1]


def test_a_missing_date_of_birth_is_said_not_guessed():
    found = who(Relative("A", "sibling"), grown("B", "sibling"))
    assert found.doubtful
    assert found.name == "B"


# --- the nominated person ---------------------------------------------------------------------------------------------
def test_the_nominated_person_comes_with_a_dated_row_and_not_before(db):
    from bep.kit import clock, targets
    from bep.kit.models import Target
    from tests.cast import given as as_setup

    assert nr.role_on(clock.today()) == "nearest relative"
    with as_setup():
        Target.objects.create(
            key="mha.nominated_person", label="Nominated person", value=1, unit="in_force", kind="law",
            starts=clock.today() + timedelta(days=10), source="Mental Health Act 2025 s24", status="VERIFIED",
        )  # fmt: skip
    targets.forget()
    try:
        assert nr.role_on(clock.today()) == "nearest relative"
        assert nr.role_on(clock.today() + timedelta(days=10)) == "nominated person"
    finally:
        targets.forget()
