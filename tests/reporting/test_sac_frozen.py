"""A safeguarding year frozen: every unit with its codes and its cell; signed off by another; never changed afterwards."""

import csv
import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from bep.access.models import Role
from bep.kit import clock
from bep.kit.jobs.run import run
from bep.kit.rules import NotAllowed, Refused
from people.actions import merge
from people.models import Person
from reporting import actions
from reporting.models import Return, SacCell, SacUnit
from reporting.sac.build import frozen
from safeguarding.models import Allegation, Concern, Enquiry, Wish
from safeguarding.sac.count import Sac
from safeguarding.sac.units import Year, year_of
from tests.cast import given, make_person
from tests.reporting.conftest import make_officer
from tests.safeguarding.given import make_in_role, restricted, safe

__all__ = ["safe"]
S42 = "Section 42 enquiries"
LAST = Year(year_of(clock.today()).begins - 1)


@pytest.fixture
def year(safe):
    return cases(safe)


def cases(safe):
    """Last year: Priya's section 42 enquiry, closed; Daniel's two concerns, and an other enquiry that goes on."""
    then = LAST.first + timedelta(days=40)
    with given():
        Person.objects.filter(pk=safe.priya.pk).update(gender="Female")
        over = {"concluded_on": then, "closed_on": then, "risk_outcome": "risk_action", "risk_now": "reduced"}
        over |= {"lacks_capacity": "no", "asked": "expressed", "remaining_risk": "None.", "officer": safe.olive}
        ended = enquiry(safe.priya, then, kind="s42", state="closed", sam=safe.sunita, **over)
        going = enquiry(safe.daniel, then, kind="other", state="planning", sam=safe.sunita)
        for person, made in ((safe.priya, ended), (safe.daniel, going), (safe.daniel, None)):
            concern(person, then, made)
        of_it = {"person": safe.priya, "enquiry": ended}
        Wish.objects.create(**of_it, words="My card back.", said_on=then, revisited_on=then, achieved="fully")
        Allegation.objects.create(**of_it, kind="financial", location="own_home", source="family")
    return safe


def enquiry(person, day, **facts):
    return Enquiry.objects.create(person=person, reference=f"E-{person.pk}", opened_at=clock.at(day), **facts)


def concern(person, day, made):
    state = {"s42": "enquiry", "other": "other_enquiry"}[made.kind] if made else "received"
    facts = {"received_at": clock.at(day), "decision_due": clock.at(day), "decided_at": clock.at(day) if made else None}
    number = Concern.objects.count()
    return Concern.objects.create(person=person, reference=f"S-{number}", state=state, enquiry=made, what="-", **facts)


@pytest.fixture
def officer(safe):
    return make_officer()


@pytest.fixture
def made(officer, year):
    return freeze(officer)


def freeze(by):
    made = actions.ask_for_return(kind=Return.Kind.SAC, period_start=LAST.first, period_end=LAST.last, by=by)
    run(made.job_id)
    made.refresh_from_db()
    assert made.state == "built", made.job.words
    return made


def url(made, more=""):
    return f"/returns/{made.pk}/{more}"


def ready(made):
    """As if every list were confirmed."""
    with given():
        Return.objects.filter(pk=made.pk).update(lists=[{"name": "gender", "status": "VERIFIED"}])
    made.refresh_from_db()
    return made


def line(made, *cell):
    return SacCell.objects.get(statutory_return=made, table_key=cell[0], row_name=cell[1], column_name=cell[2])


# --- what is frozen ---------------------------------------------------------------------------------------------------
def test_a_year_is_asked_for_and_frozen_by_a_job(officer, year, as_):
    answer = as_(officer).post(reverse("reporting:freeze"), {"year": str(LAST.begins)}, follow=True)
    assert b"Waiting for its turn" in answer.content
    assert Return.objects.get().kind == "sac"


def test_what_is_frozen_is_what_was_counted(made):
    assert frozen(made).counts == Sac(LAST).counts
    assert all(check.holds for check in frozen(made).checks)
    assert made.error_count == 0
    assert sum(frozen(made).counts["SG2a"].values()) == 1


def test_each_unit_stands_with_its_codes_in_its_cell(made, safe):
    cell = line(made, "SG1b", "Female", S42)
    unit = SacUnit.objects.get(statutory_return=made, line=cell.line)
    assert (unit.unit, unit.counted, unit.person, unit.codes["gender"]) == (
        "people.person", safe.priya.pk, safe.priya, "Female",
    )  # fmt: skip
    cell = line(made, "SG2a", "Financial or Material Abuse", "Other - Known to Individual")
    unit = SacUnit.objects.get(statutory_return=made, line=cell.line)
    assert (unit.unit, unit.counted) == ("safeguarding.allegation", Enquiry.objects.get(state="closed").pk)
    assert unit.codes == {"kind": "financial", "location": "own_home", "source": "family"}
    totals = made.counts["rows"]
    assert totals["SG1f concerns"] == 3
    assert made.row_count == sum(totals.values())


def test_the_file_says_every_cell_and_is_what_was_hashed(made, officer, as_):
    content = b"".join(as_(officer).get(url(made, "file/")).streaming_content)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    lines = list(csv.DictReader(StringIO(content.decode())))
    assert len(lines) == SacCell.objects.filter(statutory_return=made, shown=True).count()
    assert {row["year"] for row in lines} == {str(LAST)}
    found = {(row["table"], row["row"], row["column"]): int(row["value"]) for row in lines}
    assert found[("SG3a", "No, they did not", S42)] == 1


def test_the_same_records_give_the_same_file(made, officer):
    assert freeze(officer).sha256 == made.sha256


# --- nothing of it changes --------------------------------------------------------------------------------------------
def test_what_changes_later_is_told_as_a_difference_and_changes_nothing(made, officer, safe, as_):
    with given():
        Enquiry.objects.filter(state="closed").update(lacks_capacity="unknown")
    before = frozen(made).counts
    page = as_(officer).get(url(made)).context
    told = {(one.key, one.row, one.column): (one.then, one.now) for one in page["differences"]}
    assert told == {
        ("SG3a", "No, they did not", S42): (1, 0), ("SG3a", "Don't Know", S42): (0, 1),
    }  # fmt: skip
    assert frozen(made).counts == before
    cell = line(made, "SG3a", "No, they did not", S42)
    text = as_(safe.sunita).get(url(made, f"cells/{cell.line}/")).content.decode()
    assert "Would not count here" in text


@pytest.mark.parametrize("table", ["reporting_sacunit", "reporting_saccell"])
@pytest.mark.parametrize("change", ["UPDATE {} SET line = 1000 + line", "DELETE FROM {}"])
def test_the_database_refuses_to_change_it(made, table, change):
    with pytest.raises(DatabaseError, match="written once"), given(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_two_records_merged_since_change_no_number(made, safe):
    with given():
        twin = make_person("BEP-900020", "Pria", "Nair")
    before = frozen(made).counts
    merge(kept=twin, lost=safe.priya, reason="One person: same passport", by=safe.ida)
    assert frozen(made).counts == before
    assert SacUnit.objects.filter(statutory_return=made, person=twin).exists()


def test_a_year_that_is_not_over_is_not_frozen(officer):
    this = year_of(clock.today())
    with pytest.raises(Refused, match="a period that is over"):
        actions.ask_for_return(kind="sac", period_start=this.first, period_end=this.last, by=officer)


# --- signing off ------------------------------------------------------------------------------------------------------
def test_somebody_else_signs_and_it_stays_as_it_is(made, as_):
    manager = make_in_role("service_manager")
    ready(made)
    page = as_(manager).get(url(made))
    assert b"Sign off" in page.content
    as_(manager).post(url(made, "sign/"), {"version": made.version, "words": "Each difference."})
    signed = Return.objects.get(pk=made.pk)
    assert (signed.state, signed.signed_by, signed.sha256) == ("signed", manager, made.sha256)


def test_who_asked_for_it_cannot_sign_it(made, officer):
    with given():
        officer.groups.add(Role.objects.get(key="service_manager").group)
    with pytest.raises(Refused, match="cannot sign it off"):
        actions.sign_return(
            statutory_return=ready(made), version=made.version, words="-", by=type(officer).objects.get(pk=officer.pk)
        )


def test_unconfirmed_lists_and_sums_that_do_not_hold_block_signing(made, officer, safe):
    manager = make_in_role("service_manager")
    with pytest.raises(Refused, match="code lists is confirmed"):
        actions.sign_return(statutory_return=made, version=made.version, words="All.", by=manager)
    with given():
        Enquiry.objects.filter(risk_outcome="risk_action").update(risk_now="")
    broken = ready(freeze(officer))
    assert broken.error_count == 1
    with pytest.raises(Refused, match="breaks a rule"):
        actions.sign_return(statutory_return=broken, version=broken.version, words="All.", by=manager)


def test_every_role_asks_opens_signs_and_lists_as_its_permissions_say(made, safe, as_):
    """Asked by whoever builds returns and may count; signed by whoever signs and may count; people for managers alone."""
    made, asks, opens, signs, lists = ready(made), set(), set(), set(), set()
    for role in Role.objects.all():
        with transaction.atomic():
            worker = make_in_role(role.key)
            browser = as_(worker)
            for found, status in (
                (asks, browser.get(reverse("reporting:freeze")).status_code),
                (opens, browser.get(url(made)).status_code),
                (lists, browser.get(url(made, "cells/1/")).status_code),
            ):
                found |= {role.key} if status == 200 else set()
            try:
                with transaction.atomic():
                    actions.sign_return(statutory_return=made, version=made.version, words="All of it.", by=worker)
                    signs.add(role.key)
                    transaction.set_rollback(True)
            except NotAllowed:
                pass
    assert Role.objects.count() > 15
    assert asks == {"returns_officer"}
    assert opens == {"returns_officer", "service_manager", "sam"}
    assert signs == {"service_manager"}
    assert lists == {"sam"}


def test_a_restricted_adult_counts_and_is_not_shown(made, safe, as_):
    restricted(safe.priya)
    page = as_(safe.sunita).get(url(made, f"cells/{line(made, 'SG1b', 'Female', S42).line}/"))
    assert (page.context["unseen"], page.context["rows"]) == (1, [])
    assert "Nair" not in page.content.decode()


def test_queries(made, officer, safe, as_, django_assert_max_num_queries):
    for worker, more in ((officer, ""), (safe.sunita, "cells/1/")):
        client = as_(worker)
        client.get(url(made, more))
        with django_assert_max_num_queries(10):
            client.get(url(made, more))
