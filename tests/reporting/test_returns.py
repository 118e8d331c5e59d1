"""The return's screens: asked for, watched, read by rule and by row, downloaded, signed off."""

import hashlib

import pytest

from bep.audit.models import Event
from bep.kit.models import CodeList
from bep.kit.rules import Refused
from reporting import actions
from reporting.models import COLUMNS, Return, ReturnRow
from tests.cast import given
from tests.reporting.conftest import build

PERIOD = {"period_start": "2025-10-01", "period_end": "2026-09-30"}


def url(made, more=""):
    return f"/returns/{made.pk}/{more}"


def ready(made):
    """As if every list were confirmed and every record put right."""
    with given():
        Return.objects.filter(pk=made.pk).update(error_count=0, lists=[{"name": "gender", "status": "VERIFIED"}])
    made.refresh_from_db()
    return made


# --- asking and building ----------------------------------------------------------------------------------------------
def test_asking_offers_the_last_twelve_months_and_starts_the_work(officer, six, as_):
    client = as_(officer)
    form = client.get("/returns/").context["form"]
    assert (form.initial["period_end"] - form.initial["period_start"]).days in (364, 365)
    answer = client.post("/returns/", PERIOD, follow=True)
    assert b"Waiting for its turn" in answer.content
    assert Return.objects.get().job.kind == "reporting.build_return"


def test_a_return_that_no_job_builds_has_no_progress(officer, as_):
    with given():
        made = Return.objects.create(period_start="2025-10-01", period_end="2026-09-30", asked_by=officer)
    assert as_(officer).get(url(made, "progress/")).status_code == 404


def test_a_period_that_is_not_over_is_refused(officer, as_):
    page = as_(officer).post("/returns/", PERIOD | {"period_end": "2126-09-30"})
    assert "period_end" in page.context["form"].errors


def test_its_progress_can_be_asked_for(officer, six, as_):
    made = build(officer)
    assert as_(officer).get(url(made, "progress/")).status_code == 200


# --- what was built ---------------------------------------------------------------------------------------------------
def test_the_page_says_what_is_in_it_what_is_wrong_and_why_it_is_not_ready(built, officer, as_):
    page = as_(officer).get(url(built)).content.decode()
    assert "Not yet." in page
    assert "not confirmed against the Release 2 specification" in page
    assert built.sha256 in page.replace("<wbr>", "")
    assert "This column must be filled for this kind of event." in page
    assert built.counts["rows"] == {
        "Assessment": 3, "Request": 4, "Review": 1, "Service": 4, "Unpaid carer known by association": 1,
    }  # fmt: skip


def test_errors_lead_to_their_rows_and_rows_to_their_records(built, officer, cast, as_):
    page = as_(officer).get(url(built, "rules/mandatory/")).content.decode()
    assert "Accommodation Status" in page
    assert "BEP-6" in page
    row = ReturnRow.objects.filter(statutory_return=built, la_person_id="BEP-1").first()
    text = as_(officer).get(url(built, f"rows/{row.line}/")).content.decode()
    assert all(header in text for header in COLUMNS.values())
    assert "its worker can" in text, "the returns officer works with nobody"
    assert as_(officer).get(url(built, "rows/?event=Service")).status_code == 200


def test_whoever_was_shown_is_recorded(built, officer, as_):
    as_(officer).get(url(built, "rows/"))
    shown = Event.objects.filter(name="people.shown", actor_id=officer.pk).latest("pk")
    assert len(shown.person_ids) == 6


# --- the file ---------------------------------------------------------------------------------------------------------
def test_the_file_is_what_was_hashed_and_its_download_is_recorded(built, officer, as_):
    answer = as_(officer).get(url(built, "file/"))
    content = b"".join(answer.streaming_content)
    assert hashlib.sha256(content).hexdigest() == built.sha256
    assert len(content) == built.file_size
    lines = content.decode().splitlines()
    assert lines[0].split(",")[:3] == ["LA Code", "Reporting Period Start Date", "Reporting Period End Date"]
    assert len(lines) == 14
    assert Event.objects.filter(name="reporting.return_downloaded").exists()
    assert len(Event.objects.filter(name="people.shown").latest("pk").person_ids) == 6


def test_a_file_that_was_changed_since_is_not_handed_out(built, officer, as_, tmp_path):
    path = tmp_path / "returns" / built.file_name
    path.write_bytes(path.read_bytes() + b"one more row\n")
    assert as_(officer).get(url(built, "file/")).status_code == 404


def test_the_same_records_give_the_same_file(built, officer):
    again = build(officer)
    assert (again.pk, again.sha256) != (built.pk, "")
    assert again.sha256 == built.sha256


# --- signing off ------------------------------------------------------------------------------------------------------
def test_unconfirmed_lists_and_errors_block_signing(built, cast):
    with pytest.raises(Refused, match="code lists is confirmed"):
        actions.sign_return(statutory_return=built, version=built.version, words="All of it.", by=cast.joan)
    with given():
        CodeList.objects.update(status="VERIFIED")


def test_errors_block_signing(built, cast):
    with given():
        Return.objects.filter(pk=built.pk).update(lists=[])
    with pytest.raises(Refused, match="breaks a rule"):
        actions.sign_return(statutory_return=built, version=built.version, words="All of it.", by=cast.joan)


def test_somebody_else_signs(built, cast, as_):
    made = ready(built)
    page = as_(cast.joan).get(url(made))
    assert b"Sign off" in page.content
    as_(cast.joan).post(url(made, "sign/"), {"version": made.version, "words": "The errors and twenty rows."})
    made.refresh_from_db()
    assert (made.state, made.signed_by) == ("signed", cast.joan)


def test_the_builder_cannot_sign(built, officer):
    with given():
        from bep.access.models import Role

        officer.groups.add(Role.objects.get(key="team_manager").group)
    officer = type(officer).objects.get(pk=officer.pk)
    made = ready(built)
    with pytest.raises(Refused, match="cannot sign it off"):
        actions.sign_return(statutory_return=made, version=made.version, words="-", by=officer)


# --- who may ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["amara", "cora", "ida", "ada", "tom"])
def test_other_roles_are_refused(built, cast, as_, who):
    client = as_(getattr(cast, who))
    for more in ("", "file/", "rows/", "rules/mandatory/"):
        assert client.get(url(built, more)).status_code == 403


def test_a_manager_who_signs_sees_numbers_and_no_row(built, cast, as_):
    client = as_(cast.joan)
    assert client.get(url(built)).status_code == 200
    for more in ("file/", "rows/", "rows/1/", "rules/mandatory/"):
        assert client.get(url(built, more)).status_code == 403


@pytest.mark.parametrize("more", ["", "rows/", "rows/1/", "rules/mandatory/"])
def test_queries(built, officer, as_, django_assert_max_num_queries, more):
    client = as_(officer)
    client.get(url(built, more))  # a sign-in notes its first page; only then is a page like any other
    with django_assert_max_num_queries(10):
        client.get(url(built, more))
