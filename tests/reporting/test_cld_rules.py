"""Each rule of the return: a row that keeps them all, and for each rule the change that breaks it and nothing else."""

import hashlib
from datetime import date

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from reporting.cld import check
from reporting.cld.release1 import RELEASE_1
from reporting.cld.rules import CHECKS, CODED, RULES
from reporting.models import COLUMNS, Return, ReturnError, ReturnRow
from tests.cast import given
from tests.reporting.cld_borough import FIRST, LAST

SERVICE = {
    "la_code": "302", "period_start": "01/10/2025", "period_end": "30/09/2026", "nhs_number": "9434765919",
    "la_person_id": "BEP-1", "gender": "Female", "ethnicity": "White: Irish", "date_of_birth": "12/03/1992",
    "client_type": "Service user", "primary_support_reason": "Mental health support", "postcode": "N12 0AA",
    "accommodation_status": "Tenant: Private landlord", "has_unpaid_carer": "No",
    "client_funding_status": "Fully social care funded", "event_type": "Service", "event_reference": "SVC-1",
    "event_start": "10/02/2026", "event_outcome": "Continuation of support or services",
    "service_type": "Long term support: Community", "service_component": "Direct payment",
    "delivery_mechanism": "Direct payment", "unit_cost": "120.50", "cost_frequency": "Weekly",
}  # fmt: skip
NOT_A_SERVICE = {name: "" for name in SERVICE if name.startswith(("service_", "delivery", "unit_", "cost_"))}
ENDED = {"event_end": "20/02/2026", "ends": date(2026, 2, 20)}
REQUEST = NOT_A_SERVICE | ENDED | {"event_type": "Request", "route_of_access": "Prison"}
ASSESSMENT = NOT_A_SERVICE | ENDED | {
    "event_type": "Assessment", "assessment_type": "Long term assessment", "method_of_assessment": "Carer only",
}  # fmt: skip
REVIEW = NOT_A_SERVICE | ENDED | {
    "event_type": "Review", "review_reason": "Planned", "method_of_review": "Carer only",
    "review_outcomes_achieved": "Not achieved",
}  # fmt: skip


@pytest.fixture
def made(officer):
    with given():
        return Return.objects.create(period_start=FIRST, period_end=LAST, asked_by=officer)


def day(words):
    """The day that a column's text says: 12/03/1992."""
    return date(*map(int, reversed(words.split("/")))) if words else None


def found_in(made, person, *changes):
    """What the rules find in rows that each differ from a faultless service by the changes given."""
    with given():
        for line, change in enumerate(changes, start=1):
            facts = {"starts": date(2026, 2, 10), "ends": None} | SERVICE | change
            facts |= {"born": day(facts["date_of_birth"]), "died": day(facts.get("date_of_death", ""))}
            ReturnRow.objects.create(
                statutory_return=made, line=line, person=person, source="x", source_id=line, **facts
            )
        check.check(made.pk)
    return set(ReturnError.objects.filter(statutory_return=made).values_list("line", "rule", "field"))


@pytest.mark.parametrize("row", [{}, REQUEST, ASSESSMENT, REVIEW])
def test_a_complete_row_breaks_no_rule(cast, made, row):
    assert found_in(made, cast.priya, row) == set()


BREAKS = [
    ({"nhs_number": ""}, "mandatory", "nhs_number"),
    ({"ethnicity": ""}, "mandatory", "ethnicity"),
    ({"accommodation_status": ""}, "mandatory", "accommodation_status"),
    ({"primary_support_reason": ""}, "mandatory", "primary_support_reason"),
    ({"client_funding_status": ""}, "mandatory", "client_funding_status"),
    ({"primary_support_reason": "Learning disability support"}, "mandatory", "employment_status"),
    (REQUEST | {"route_of_access": ""}, "mandatory", "route_of_access"),
    (ASSESSMENT | {"method_of_assessment": ""}, "mandatory", "method_of_assessment"),
    (REVIEW | {"review_outcomes_achieved": ""}, "mandatory", "review_outcomes_achieved"),
    ({"gender": "NULL"}, "null_text", "gender"),
    ({"client_type": "Carer"}, "release_1", "client_type"),
    ({"event_outcome": "Provision of service"}, "release_1", "event_outcome"),
    ({"gender": "female"}, "wrong_case", "gender"),
    ({"accommodation_status": "Tenant: Private land"}, "cut_short", "accommodation_status"),
    ({"accommodation_status": "Tenant/ Private landlord"}, "punctuation", "accommodation_status"),
    ({"gender": "Wombat"}, "not_in_list", "gender"),
    ({"nhs_number": "9434765918"}, "nhs_number", "nhs_number"),
    ({"postcode": "N12"}, "postcode", "postcode"),
    ({"date_of_birth": "11/02/2026"}, "born_later", "date_of_birth"),
    ({"date_of_birth": "11/02/2008"}, "not_adult", "date_of_birth"),
    (ENDED | {"event_end": "09/02/2026", "ends": date(2026, 2, 9)}, "order", "event_end"),
    (REQUEST | {"event_end": "01/10/2026", "ends": date(2026, 10, 1)}, "outside", "event_end"),
    (REQUEST | {"event_end": "", "ends": None}, "open_event", "event_end"),
    ({"unit_cost": ""}, "cost_missing", "unit_cost"),
    ({"cost_frequency": ""}, "cost_missing", "cost_frequency"),
    ({"unit_cost": "-5.00"}, "cost_negative", "unit_cost"),
    ({"planned_units": "4.00"}, "units", "planned_units"),
    ({"service_type": "Long term support: Prison"}, "prison_payment", "delivery_mechanism"),
    ({"provider_id": "RX123"}, "cqc", "provider_id"),
]


@pytest.mark.parametrize(("change", "rule", "field"), BREAKS)
def test_the_rule_finds_the_row_that_breaks_it(cast, made, change, rule, field):
    assert (1, rule, field) in found_in(made, cast.priya, change)


def test_requests_need_no_support_reason(cast, made):
    assert found_in(made, cast.priya, REQUEST | {"primary_support_reason": ""}) == set()


def test_a_death_before_the_event_and_a_service_left_open_after_one(cast, made):
    found = found_in(made, cast.priya, {"date_of_death": "01/01/2026"}, {"date_of_death": "01/04/2026"})
    assert {(1, "died_before", "date_of_death"), (2, "died_open", "event_end")} <= found


def test_two_rows_that_dhsc_would_count_as_one(cast, made):
    found = found_in(made, cast.priya, {}, {"event_reference": "SVC-2"}, {"event_start": "11/02/2026"})
    assert {line for line, rule, _ in found if rule == "duplicate"} == {1, 2}


def test_a_carer_known_by_association_has_no_event_to_ask_for(cast, made):
    blank = {name: "" for name in COLUMNS if name.startswith("event_")} | NOT_A_SERVICE
    row = blank | {"client_type": "Unpaid carer known by association", "starts": None}
    assert found_in(made, cast.priya, row) == set()


def test_an_open_service_of_the_last_return_must_not_vanish(cast, officer, made):
    with given():
        former = Return.objects.create(period_start=date(2025, 7, 1), period_end=date(2026, 6, 30), asked_by=officer)
        facts = SERVICE | {"starts": date(2026, 2, 10), "event_reference": "SVC-77"}
        ReturnRow.objects.create(statutory_return=former, line=1, person=cast.priya, source="x", source_id=77, **facts)
        Return.objects.filter(pk=former.pk).update(
            state="signed", built_at="2026-07-01T00:00Z", sha256=hashlib.sha256().hexdigest(), signed_by=cast.joan,
            signed_at="2026-07-02T00:00Z",
        )  # fmt: skip
    assert (0, "dropped", "event_reference") in found_in(made, cast.priya, {})


# --- the table of rules itself ----------------------------------------------------------------------------------------
def test_every_rule_is_used_and_every_check_has_its_rule_and_column():
    in_lists = {"null_text", "release_1", "wrong_case", "cut_short", "punctuation", "not_in_list"}
    assert {c.rule for c in CHECKS} | in_lists | {"duplicate", "dropped"} == set(RULES)
    assert {c.field for c in CHECKS} | set(CODED) | set(RELEASE_1) <= set(COLUMNS)


def test_every_rule_names_its_source_and_how_sure_we_are():
    assert {rule.status for rule in RULES.values()} <= {"VERIFIED", "INFERRED", "RECALLED", "LOCAL"}
    assert all(rule.source and rule.wording.endswith(".") and rule.remedy.endswith(".") for rule in RULES.values())


def test_no_release_1_value_is_also_one_of_release_2(db):
    from bep.kit import reference

    for field, values in RELEASE_1.items():
        shared = set(values) & set(reference.codes(CODED[field]))
        assert not shared, (field, shared)


def fits(nine):
    """The NHS Data Dictionary's check, as it is written there; None where no such number is issued."""
    rest = 11 - sum(int(figure) * weight for figure, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return {11: 0, 10: None}.get(rest, rest)


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@for_any(st.text("0123456789", min_size=10, max_size=10))
def test_the_nhs_numbers_check_in_sql_agrees_with_the_dictionary(number):
    from django.db import connection

    condition = next(c.bad for c in CHECKS if c.rule == "nhs_number")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {condition} FROM (SELECT %(n)s::text AS nhs_number) w", {"n": number})
        assert cursor.fetchone()[0] is (fits(number[:9]) != int(number[9]))
