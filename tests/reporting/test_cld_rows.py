"""The return's rows, worked out by hand for a borough of six people: what is in, what is out, and each column."""

from people.models import Person
from reporting.models import COLUMNS, ReturnRow
from tests.cast import given
from tests.reporting.conftest import build


def rows(made, *names):
    return list(ReturnRow.objects.filter(statutory_return=made).order_by("line").values_list(*names))


def test_every_event_and_no_other(built, six):
    found = rows(built, "la_person_id", "event_type", "event_start", "event_end", "event_outcome")
    continues = "Continuation of support or services"
    assert found == [
        ("BEP-1", "Request", "02/01/2026", "10/01/2026", "Progress to assessment, review or reassessment"),
        ("BEP-2", "Request", "01/10/2025", "01/10/2025", "Progress to reablement/ST-Max"),
        ("BEP-6", "Request", "30/09/2026", "30/09/2026", "NFA: Information and advice or signposting"),
        ("BEP-6", "Request", "05/05/2026", "05/05/2026", "NFA: Support declined"),
        ("BEP-1", "Assessment", "23/01/2026", "01/02/2026", "Progress to support planning or services"),
        ("BEP-3", "Assessment", "20/02/2026", "01/03/2026", "NFA: Support declined"),
        ("BEP-1", "Service", "10/02/2026", "", continues),
        ("BEP-1", "Service", "01/01/2025", "01/10/2025", "NFA: Support ended as planned"),
        ("BEP-2", "Service", "06/10/2025", "10/11/2025", "NFA: Support ended as planned"),
        ("BEP-3", "Service", "02/03/2026", "", continues),
        ("BEP-1", "Review", "02/04/2026", "02/04/2026", continues),
        ("BEP-4", "Assessment", "22/04/2026", "01/05/2026", "Progress to support planning or services"),
        ("BEP-5", "", "", "", ""),
    ]
    assert [line for (line,) in rows(built, "line")] == list(range(1, 14))


def test_services_say_what_and_what_they_cost(built):
    names = ["service_type", "service_component", "delivery_mechanism", "unit_cost", "cost_frequency", "planned_units"]
    found = [row[1:] for row in rows(built, "event_type", *names) if row[0] == "Service"]
    assert found == [
        ("Long term support: Community", "Direct payment", "Direct payment", "120.50", "Weekly", ""),
        ("Long term support: Community", "Day support", "Direct payment", "15.00", "Hourly", "4.00"),
        ("Short term support: ST-Max", "Reablement", "CASSR commissioned support", "", "", ""),
        (
            "Short term support: Ongoing low level",
            "Professional support: Other",
            "CASSR commissioned support",
            "",
            "",
            "",
        ),
    ]


def test_assessments_say_kind_method_and_eligibility(built):
    names = ["client_type", "assessment_type", "eligible_needs", "method_of_assessment"]
    found = [row[1:] for row in rows(built, "event_type", *names) if row[0] == "Assessment"]
    assert found == [
        ("Service user", "Long term assessment", "Eligible needs identified", "Service user only"),
        ("Service user", "Long term assessment", "Eligible needs identified", "Service user only"),
        ("Unpaid carer", "Long term assessment", "Eligible needs identified", "Carer only"),
    ]


def test_carers_are_linked_to_service_users_of_the_same_return(built):
    names = ["la_person_id", "client_type", "adults_cared_for", "linked_person_1"]
    found = [row for row in rows(built, *names) if row[1] != "Service user"]
    assert found == [
        ("BEP-4", "Unpaid carer", "1", "BEP-1"),
        ("BEP-5", "Unpaid carer known by association", "", "BEP-2"),
    ]


def test_every_row_says_council_period_and_person(built):
    first = ReturnRow.objects.filter(statutory_return=built).order_by("line")[0]
    assert (first.la_code, first.period_start, first.period_end) == ("302", "01/10/2025", "30/09/2026")
    assert (first.first_name, first.last_name, first.date_of_birth) == ("Ann", "Able", "12/03/1992")
    assert (first.gender, first.nhs_number, first.postcode) == ("Female", "9434765919", "N12 0AA")
    assert first.route_of_access == "Community / Other route"


def test_every_row_leads_back_to_its_record(built, six):
    found = {(source, pk) for source, pk in rows(built, "source", "source_id")}
    for record, source in [
        (six.right, "assessments.needsassessment"), (six.open, "enablement.plannedservice"),
        (six.brief, "enablement.supportspell"), (six.review, "enablement.review"),
    ]:  # fmt: skip
        assert (source, record.pk) in found


def test_the_columns_are_the_specifications_in_its_order():
    assert len(COLUMNS) == 50
    assert list(COLUMNS.values())[:5] == [
        "LA Code", "Reporting Period Start Date", "Reporting Period End Date", "NHS Number", "LA Person Unique Identifier",
    ]  # fmt: skip
    assert list(COLUMNS.values())[-3:] == ["Unit Cost", "Cost Frequency (Unit Type)", "Planned units per week"]


def test_a_merged_record_is_returned_as_the_person_it_was_merged_into(officer, six):
    with given():
        Person.objects.filter(pk=six.flo.pk).update(merged_into=six.cat)
    made = build(officer)
    assert "BEP-6" not in {row[0] for row in rows(made, "la_person_id")}
    assert [row for row in rows(made, "la_person_id", "event_type") if row == ("BEP-3", "Request")] == [
        ("BEP-3", "Request"),
        ("BEP-3", "Request"),
    ]


def test_a_restricted_person_counts_as_everybody_does(officer, six):
    with given():
        Person.objects.filter(pk=six.ann.pk).update(restricted=True)
    assert build(officer).row_count == 13
