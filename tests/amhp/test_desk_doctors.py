"""Doctors: approval by date, five days, conflicts of interest, and fees that another passes."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from hypothesis import given as examples
from hypothesis import strategies as st

from amhp_rota import actions
from amhp_rota.models import Declaration, Doctor
from amhp_rota.queries.desk_doctors import doctors
from amhp_rota.rules import conflicts
from amhp_rota.rules import recommendations as rules
from bep.kit import clock
from bep.kit.rules import Refused
from tests.amhp.desk import asked, doctor, examined, reload, second_amhp, second_doctor, taken
from tests.cast import given

Ground = Declaration.Ground
DAY = timedelta(days=1)


# --- approval ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "approved"),
    [(date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2025, 12, 31), False), (date(2027, 1, 1), False)],
)
def test_approved_from_the_first_day_to_the_last(day, approved):
    assert Doctor(s12_from=date(2026, 1, 1), s12_until=date(2026, 12, 31)).s12_on(day) is approved


def test_an_approved_clinician_who_is_a_doctor_counts():
    assert Doctor(approved_clinician=True).s12_on(date(2026, 1, 1))


def test_a_recommendation_keeps_what_stood_on_the_day(cast):
    who = doctor()
    found = examined(cast, asked(cast), who)
    with given():
        Doctor.objects.filter(pk=who.pk).update(s12_until=clock.today() - DAY)
    assert reload(found).is_s12


def test_doctors_by_what_tonight_needs(cast):
    doctor(languages=["Gujarati"], nights=True, place="Finchley")
    second_doctor(languages=["French"], place="Edgware")
    assert [d.name for d in doctors(language="Gujarati")] == ["Dr Rahman"]
    assert [d.name for d in doctors(s12=True)] == ["Dr Rahman"]
    assert [d.name for d in doctors(place="edgware")] == ["Dr Lamb"]
    assert [d.name for d in doctors(nights=True)] == ["Dr Rahman"]


# --- recommendations --------------------------------------------------------------------------------------------------
@examples(st.dates(date(2018, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_day_one_and_day_seven_is_the_limit(db_law, first, apart):
    days = [first, first + timedelta(days=apart)]
    if apart <= 6:
        rules.not_more_than_five_days_apart(days)
    else:
        with pytest.raises(Refused, match="not more than five days"):
            rules.not_more_than_five_days_apart(days)


@pytest.fixture(scope="module")
def db_law():
    """The one period these examples need, without a database: read once, kept in memory."""
    found = SimpleNamespace(value=5, status="VERIFIED")
    before, rules.period = rules.period, lambda key, start: found
    yield
    rules.period = before


def test_signed_on_or_before_the_application():
    today = clock.today()

    def signed(on):
        return [SimpleNamespace(signed_on=on, doctor="Dr Rahman")]

    rules.signed_before_the_application(signed(today), today)
    for on in (None, today + DAY):
        with pytest.raises(Refused, match="signed, on or before") as refusal:
            rules.signed_before_the_application(signed(on), today)
        assert "Dr Rahman" in refusal.value.remedy


def test_signed_after_the_examination(cast):
    with pytest.raises(Refused, match="on the day of the examination or after") as refusal:
        examined(cast, asked(cast), signed_on=clock.today() - 2 * DAY)
    assert refusal.value.field == "signed_on"


def test_recorded_again_it_is_corrected_not_doubled(cast):
    request = asked(cast)
    examined(cast, request, signed_on=None)
    examined(cast, request)
    assert request.recommendations.get().signed_on


def test_an_examination_ends_the_wait_for_a_doctor(cast):
    request = asked(cast)
    actions.log_call(request=request, cause="doctor", result="tried", by=cast.ruth)
    examined(cast, request)
    assert request.delays.get().ended_at


# --- conflicts of interest --------------------------------------------------------------------------------------------
ABSOLUTE = sorted(set(Ground.values) - {g.value for g in conflicts.TEAM})


@pytest.mark.parametrize("ground", ABSOLUTE)
def test_these_conflicts_no_urgency_sets_aside(ground):
    assert conflicts.broken([ground]) in conflicts.ABSOLUTE
    assert conflicts.broken([ground, Ground.TEAM_ALL], "He is on the roof.") in conflicts.ABSOLUTE


@pytest.mark.parametrize("ground", sorted(conflicts.TEAM))
def test_the_team_rule_is_set_aside_by_urgency_with_its_reason(ground):
    assert conflicts.broken([ground]) is conflicts.not_one_team
    assert conflicts.broken([ground], " ") is conflicts.not_one_team
    assert conflicts.broken([ground], "Nobody else within two hours; he is on the roof.") is None


@examples(st.sets(st.sampled_from(Ground.values)), st.sampled_from(["", "urgent"]))
def test_nothing_passes_but_nothing_or_an_urgent_team(grounds, urgent):
    allowed = not grounds or (grounds <= {g.value for g in conflicts.TEAM} and bool(urgent))
    assert (conflicts.broken(grounds, urgent) is None) is allowed


def test_a_later_declaration_takes_the_earlier_one_s_place(cast):
    request = taken(cast)
    for grounds in (["kin_patient"], []):
        actions.declare_interest(request=request, amhp=cast.ruth, grounds=grounds, by=cast.ruth)
    conflicts.check_assessors(conflicts.newest(request.declarations.all()))


def test_whoever_may_not_act_is_named(cast):
    request = asked(cast)
    actions.declare_interest(request=request, doctor=doctor(), grounds=["business_assessor"], by=cast.ruth)
    with pytest.raises(Refused, match="Dr Rahman: Nobody may assess who is closely involved in one business"):
        conflicts.check_assessors(conflicts.newest(request.declarations.all()))


def test_urgency_belongs_to_the_team_rule_alone(cast):
    with pytest.raises(Refused, match="team rule only"):
        actions.declare_interest(
            request=asked(cast), doctor=doctor(), grounds=["financial"], urgent_because="Quick.", by=cast.ruth
        )


def test_three_of_one_team_are_seen():
    assert conflicts.one_team(["East CMHT", "east cmht ", "East CMHT"])
    assert not conflicts.one_team(["East CMHT", "East CMHT", "West CMHT"])
    assert not conflicts.one_team(["", "", ""])


# --- fees -------------------------------------------------------------------------------------------------------------
def fee(cast, request):
    return actions.claim_fee(request=request, doctor=doctor(), fee=180, miles=12, travel=5, by=cast.ruth)


def test_a_fee_is_for_an_examination_on_record_and_once(cast):
    request = asked(cast)
    with pytest.raises(Refused, match="No examination"):
        fee(cast, request)
    examined(cast, request)
    assert fee(cast, request).total == 185
    with pytest.raises(Refused, match="already"):
        fee(cast, request)


def test_nobody_passes_a_fee_they_entered_also_in_the_database(cast):
    request = asked(cast)
    examined(cast, request)
    claim = fee(cast, request)
    with pytest.raises(Refused, match="Nobody approves their own"):
        actions.settle_fee(claim=claim, version=1, passed=True, by=cast.ruth)
    with pytest.raises(IntegrityError), given():
        type(claim).objects.filter(pk=claim.pk).update(settled_by=cast.ruth)


def test_the_file_for_payment_names_doctors_and_no_patient(as_, cast):
    request = asked(cast)
    examined(cast, request)
    claim = fee(cast, request)
    actions.settle_fee(claim=claim, version=1, passed=True, by=second_amhp())
    file = as_(cast.ruth).get("/amhp/fees/file/").content.decode()
    assert "Dr Rahman" in file
    assert "180.00" in file
    assert "Nair" not in file


# --- screens ----------------------------------------------------------------------------------------------------------
def test_a_doctor_an_examination_a_declaration_and_a_fee_by_their_forms(as_, cast):
    ruth, request = as_(cast.ruth), taken(cast)
    day = clock.today() - DAY
    added = ruth.post("/amhp/doctors/new/", {
        "name": "Dr Okafor", "gmc_number": "7654321", "s12_from": "2025-01-01", "s12_until": "2030-01-01",
        "languages": ["Gujarati"], "is_active": "on",
    })  # fmt: skip
    assert added.status_code == 302
    who = Doctor.objects.get()
    assert "Dr Okafor" in ruth.get("/amhp/doctors/?language=Gujarati&s12=on").content.decode()
    seen = {"section": "s2", "on": f"{day}", "time": "14:10", "signed_on": f"{day}"}
    for name, data in [
        ("examination", {"doctor": who.pk} | seen),
        ("conflicts", {"assessor": who.pk}), ("conflicts", {"assessor": "amhp"}),
        ("fee", {"doctor": who.pk, "fee": "180"}),
    ]:  # fmt: skip
        answer = ruth.post(f"/amhp/requests/{request.pk}/{name}/", data)
        assert answer.status_code == 302, answer.content.decode()[:3000]
    page = ruth.get(f"/amhp/requests/{request.pk}/").content.decode()
    assert "Section 12 approved" in page
    assert "no conflict of interest" in page
    assert "Dr Okafor" in ruth.get("/amhp/fees/").content.decode()
