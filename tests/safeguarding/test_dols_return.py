"""The deprivation of liberty return: who is in it, what a row says, what would be refused, and that no NHS number leaves."""

import csv
from datetime import date
from io import StringIO

import pytest

from bep.audit.models import Event
from people.models import Person
from safeguarding.dols import return_rows
from safeguarding.dols.return_rows import RECALLED, SECONDARY, VERIFIED
from safeguarding.models import DolsApplication
from safeguarding.sac.units import Year, year_of
from tests.cast import given
from tests.safeguarding import liberty
from tests.safeguarding.given import make_in_role
from tests.safeguarding.liberty import TODAY, aged

YEAR = Year(2025)


def a_row(safe, state, received, **days):
    """An application whose days are these, whatever its state asks for: columns alone are looked at."""
    facts = dict.fromkeys(["age", "mental_health", "capacity", "no_refusals", "eligibility", "best_interests"], "1")
    if state == "not_granted":
        facts["eligibility"] = "2"
    signed = {} if state in {"received", "withdrawn"} else {"signed_by": safe.gareth, "signed_on": date(2025, 3, 1)}
    period = {"starts_on": received, "ends_on": received} if state in {"granted", "suspended", "ended"} else {}
    with given():
        return DolsApplication.objects.create(
            person=safe.priya, reference=f"D-{DolsApplication.objects.count()}", state=state, received_on=received,
            due_on=received, setting="care_home", managing_authority="Elm Court", contact="x", purpose="x",
            **facts | signed | period | days,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "received", "days", "active"),
    [
        ("received", date(2026, 3, 31), {}, True),
        ("received", date(2026, 4, 1), {}, False),
        ("received", date(2024, 1, 1), {}, True),
        ("not_granted", date(2025, 1, 1), {"signed_on": date(2025, 3, 31)}, False),
        ("not_granted", date(2025, 1, 1), {"signed_on": date(2025, 4, 1)}, True),
        ("withdrawn", date(2025, 1, 1), {"ended_on": date(2025, 3, 31)}, False),
        ("withdrawn", date(2025, 1, 1), {"ended_on": date(2025, 4, 1)}, True),
        ("granted", date(2024, 6, 1), {"ends_on": date(2025, 4, 1)}, True),
        ("granted", date(2024, 6, 1), {"ends_on": date(2025, 3, 31)}, False),
        ("ended", date(2024, 6, 1), {"ends_on": date(2025, 9, 1), "ended_on": date(2025, 3, 31)}, False),
        ("ended", date(2024, 6, 1), {"ends_on": date(2025, 9, 1), "ended_on": date(2025, 4, 1)}, True),
    ],
)
def test_active_from_receipt_to_refusal_or_the_end_of_the_authorisation(safe, state, received, days, active):
    row = a_row(safe, state, received, **days)
    assert return_rows.active(YEAR).filter(pk=row.pk).exists() is active


def read(safe, year=None):
    headings = [column.heading for column in return_rows.columns()]
    return [dict(zip(headings, row[1:], strict=True)) for row in return_rows.rows(year or year_of(TODAY))]


def test_a_row_says_what_the_application_says(safe, django_assert_num_queries):
    found = liberty.granted(safe)
    liberty.refused(safe)
    first, second = read(safe)  # whatever every page remembers is read by now
    with django_assert_num_queries(1):
        list(return_rows.rows(year_of(TODAY)))
    assert first["Application Reference"] == f"302-BEP-900001-{year_of(TODAY).begins}-1"
    assert second["Application Reference"].endswith("-2")
    assert first["Person Reference"] == "BEP-900001"
    assert [first[name] for name in ("Age", "Mental capacity", "Best interests")] == ["1", "1", "1"]
    assert (first["Application Status"], first["Planned End Date"]) == ("Granted", found.ends_on)
    assert first["Date of Last Assessment"] == TODAY
    assert first["Actual End Date"] is None
    assert (second["Application Status"], second["Reason Not Granted"]) == ("Not granted", "Best interests")
    assert second["Not Granted But Deprivation Occurring"] == "yes"


def test_a_period_that_ran_out_ended_on_its_last_day(safe):
    found = aged(
        liberty.granted(safe), starts_on=date(2026, 5, 1), ends_on=date(2026, 6, 1), received_on=date(2026, 4, 20)
    )
    row = next(r for r in read(safe, Year(2026)) if r["Planned End Date"] == found.ends_on)
    assert row["Actual End Date"] == date(2026, 6, 1)


def test_the_year_of_the_reference_begins_in_april(safe):
    a_row(safe, "received", date(2026, 3, 31))
    a_row(safe, "received", date(2026, 4, 1))
    assert [row["Application Reference"][-6:] for row in read(safe, Year(2026))] == ["2025-1", "2026-1"]


def test_every_column_says_how_sure_we_are_of_it():
    columns = {column.heading: column.status for column in return_rows.columns()}
    assert columns["Application Status"] == RECALLED
    assert columns["Number of Reviews"] == SECONDARY
    assert columns["Best interests"] == columns["Person Reference"] == VERIFIED
    assert set(return_rows.STATUSES) == set(DolsApplication.State.values)


# --- the screens ------------------------------------------------------------------------------------------------------
def test_the_page_shows_the_columns_before_the_download_and_the_file_names_nobody(safe, as_):
    with given():
        Person.objects.filter(pk=safe.priya.pk).update(nhs_number="9991234560")
    liberty.granted(safe)
    browser = as_(make_in_role("returns_officer"))
    page = browser.get("/safeguarding/dols/return/").content.decode()
    assert "VERIFIED-SECONDARY" in page
    assert "status codes were not found" in page
    answer = browser.get("/safeguarding/dols/return/file/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "9991234560" not in text
    assert "Nair" not in text
    assert len(list(csv.DictReader(StringIO(text)))) == 1
    assert safe.priya.pk in Event.objects.filter(name="people.exported").latest("pk").person_ids


def test_what_would_be_refused_is_listed_with_its_record_for_those_who_may_open_it(
    safe, as_, django_assert_max_num_queries
):
    found = liberty.received(safe, cqc_location="RX1")
    officer = as_(make_in_role("returns_officer"))
    page = officer.get("/safeguarding/dols/return/check/").content.decode()
    assert "not “1-” and figures" in page
    assert f"/safeguarding/dols/{found.pk}/" not in page
    manager = as_(safe.sunita)
    with django_assert_max_num_queries(10):
        page = manager.get("/safeguarding/dols/return/check/").content.decode()
    assert f"/safeguarding/dols/{found.pk}/" in page


def test_how_many_is_kept_until_another_comes_or_the_list_of_faults_is_opened(safe, as_):
    found = liberty.received(safe, cqc_location="RX1")
    browser = as_(make_in_role("returns_officer"))
    told = lambda: browser.get("/safeguarding/dols/return/").context["counted"]  # noqa: E731
    assert (told().number, told().faulty) == (1, 1)
    with given():
        DolsApplication.objects.filter(pk=found.pk).update(cqc_location="1-123")
        Person.objects.filter(pk=safe.priya.pk).update(gender="female", ethnicity="white_irish")
    assert told().faulty == 1
    browser.get("/safeguarding/dols/return/check/")
    assert told().faulty == 0
    liberty.received(safe, cqc_location="RX2", person=safe.daniel)
    assert told().number == 2


def test_others_may_not_open_it(safe, as_):
    for worker in (safe.amara, safe.olive, safe.cora, safe.sunita):
        assert as_(worker).get("/safeguarding/dols/return/").status_code == 403
