"""My caseload: the list, its filters, its order, its pages, and the file of it."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from bep.access.models import Role
from bep.audit.models import Event
from bep.kit import clock
from bep.kit.paging import SIZE as PAGE
from bep.kit.registry import PATHWAY, WEIGHTS, PathwaySource, WeightSource
from people.caseload_page import SORTS
from people.models import Involvement, Person
from tests.cast import given, make_person
from tests.people.day import EAST, ago, caseload_of, note_of, plan_of, queries_of, step_of

URL = "/caseload/"


def page(as_, worker, query="?all=1"):
    answer = as_(worker).get(URL + query)
    assert answer.status_code == 200
    return answer.context["page"]


def names(page):
    return [row["name"] for row in page.rows]


@pytest.fixture
def three(cast):
    """Amara's: Priya and Ana whom she leads, Bo with whom she also works. Bo has something overdue, Ana is at risk."""
    with given():
        cast.ana = make_person("BEP-900021", "Ana", "Abel", lead=cast.amara, team=EAST)
        cast.bo = make_person("BEP-900022", "Bo", "Zed", team=EAST)
        Involvement.objects.create(person=cast.bo, worker=cast.amara, role="worker")
    note_of(cast.priya, cast.amara, 2)
    note_of(cast.ana, cast.amara, 40)
    step_of(cast.bo, cast.amara, -1)
    step_of(cast.priya, cast.amara, 5)
    return cast


def test_it_lists_ones_own_people_what_is_due_first(as_, three):
    assert names(page(as_, three.amara)) == ["Ana Abel", "Bo Zed", "Pri Nair"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?words=abel", ["Ana Abel"]),
        ("?words=BEP-900022", ["Bo Zed"]),
        ("?words=nobody", []),
        ("?show=late", ["Ana Abel", "Bo Zed"]),
        ("?show=risk", ["Ana Abel"]),
        ("?show=unseen", ["Bo Zed"]),
        ("?part=worker", ["Bo Zed"]),
        ("?part=lead&sort=name", ["Ana Abel", "Pri Nair"]),
        ("?stage=plan", []),
    ],
)
def test_filters(as_, three, query, expected):
    assert names(page(as_, three.amara, query)) == expected


@pytest.mark.parametrize("key", SORTS)
def test_every_column_sorts_both_ways(as_, three, key):
    there = names(page(as_, three.amara, f"?sort={key}"))
    back = names(page(as_, three.amara, f"?sort=-{key}"))
    assert sorted(there) == sorted(back) == ["Ana Abel", "Bo Zed", "Pri Nair"]
    if key == "name":
        assert there == back[::-1]


def test_a_filter_nobody_fits_says_so(as_, three):
    assert "Nobody fits these filters" in as_(three.amara).get("/caseload/?words=nobody").content.decode()


def test_the_list_is_left_as_it_was(as_, three):
    client = as_(three.amara)
    client.get("/caseload/?show=risk&sort=-name")
    assert client.get("/caseload/").headers["Location"] == "/caseload/?show=risk&sort=-name"
    client.get("/caseload/?all=1")
    assert client.get("/caseload/").status_code == 200


def test_pages_go_by_key(as_, cast):
    people = caseload_of(cast.amara, PAGE + 5)
    first = page(as_, cast.amara, "?sort=name")
    assert len(first.rows) == PAGE
    second = page(as_, cast.amara, first.page.next_url)
    assert len(second.rows) == 6
    assert not {r["reference"] for r in first.rows} & {r["reference"] for r in second.rows}
    assert page(as_, cast.amara, second.page.previous_url).rows[0]["reference"] == people[0].reference


def test_restricted_and_others_people_are_absent(as_, three):
    html = as_(three.amara).get("/caseload/?all=1").content.decode()
    assert "Rosa" not in html
    assert "Daniel" not in html


def test_stage_and_weight_come_from_the_rooms_above(as_, three, monkeypatch):
    from django.db.models import F, Value

    rows = Person.objects.filter(pk=three.ana.pk)
    stage = rows.values(person_id=F("pk"), stage=Value("plan"), at=F("created_at"), note=Value(""))
    weight = rows.values(person_id=F("pk"), weight=Value("caseload.full_time_points"))
    monkeypatch.setattr("people.queries.caseload.PATHWAY", [PathwaySource("plan", lambda people: stage)])
    monkeypatch.setattr("people.queries.caseload.WEIGHTS", [WeightSource(lambda people: weight)])
    found = page(as_, three.amara, "?stage=plan")
    assert [(row["name"], row["stage"], row["points"]) for row in found.rows] == [("Ana Abel", "Enablement plan", 44)]
    assert (PATHWAY is not None, WEIGHTS is not None) == (True, True)


def test_leading_weighs_more_than_working_with(as_, three):
    assert {row["name"]: row["points"] for row in page(as_, three.amara).rows} == {
        "Ana Abel": 2,
        "Bo Zed": 1,
        "Pri Nair": 2,
    }


# --- a colleague's ----------------------------------------------------------------------------------------------------


def test_a_manager_opens_a_colleagues(as_, three):
    answer = as_(three.joan).get(f"/caseload/of/{three.amara.pk}/")
    assert [row["name"] for row in answer.context["page"].rows] == ["Ana Abel", "Bo Zed", "Pri Nair"]


def test_a_manager_sees_only_whom_their_team_works_with(as_, three):
    with given():
        Involvement.objects.filter(person=three.ana, role="team").update(ends=ago(0))
    answer = as_(three.joan).get(f"/caseload/of/{three.amara.pk}/")
    assert "Ana Abel" not in [row["name"] for row in answer.context["page"].rows]


@pytest.mark.parametrize("who", ["wendy", "amara", "ben"])
def test_nobody_else_opens_it(as_, three, who):
    other = three.theo if who == "amara" else three.amara
    assert as_(getattr(three, who)).get(f"/caseload/of/{other.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["cora", "ada", "ida", "tom"])
def test_roles_without_people_have_none(as_, three, who):
    assert as_(getattr(three, who)).get(URL).status_code == 403


# --- the file ---------------------------------------------------------------------------------------------------------


def export(as_, worker, kind, query=""):
    return as_(worker).get(f"/caseload/export/{kind}/{query}")


@pytest.fixture
def exporter(three):
    """Amara as a manager, who may export."""
    with given():
        three.amara.groups.add(Role.objects.get(key="team_manager").group)
    return three


def test_only_those_who_may_export_do(as_, three):
    assert export(as_, three.amara, "csv").status_code == 403
    assert "Download" not in as_(three.amara).get("/caseload/?all=1").content.decode()


def test_the_file_is_the_list_on_the_screen(as_, exporter):
    screen = names(page(as_, exporter.amara, "?show=late&sort=-name"))
    text = export(as_, exporter.amara, "csv", "?show=late&sort=-name").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["Name"] for row in rows] == screen == ["Bo Zed", "Ana Abel"]
    assert rows[0]["Next"] == "ring the landlord"
    assert rows[0]["Due"] == f"{clock.today() - timedelta(days=1)}"


def test_a_spreadsheet_says_the_same(as_, exporter):
    book = load_workbook(BytesIO(export(as_, exporter.amara, "xlsx", "?sort=name").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:2] == ("Reference", "Name")
    assert [row[1] for row in rows[1:]] == ["Ana Abel", "Pri Nair", "Bo Zed"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_a_formula(as_, exporter, kind):
    with given():
        Person.objects.filter(pk=exporter.bo.pk).update(given_name="=cmd|' /C calc'!A0")
    answer = export(as_, exporter.amara, kind)
    if kind == "csv":
        assert "'=cmd" in answer.content.decode()
    else:
        cells = [cell for row in load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]


def test_an_export_is_recorded_with_everybody_in_it(as_, exporter):
    export(as_, exporter.amara, "csv", "?show=risk")
    event = Event.objects.get(name="people.exported")
    assert event.person_ids == [exporter.ana.pk]
    assert event.detail == {"list": "caseload", "of": exporter.amara.pk, "kind": "csv"}


def test_another_kind_of_file_is_not_there(as_, exporter):
    assert export(as_, exporter.amara, "pdf").status_code == 404


# --- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["/caseload/?all=1", "/caseload/?show=risk"])
def test_the_page_takes_ten_queries_at_most_however_long_the_caseload(as_, cast, url):
    caseload_of(cast.amara, 5)
    few, found = queries_of(as_(cast.amara), url)
    assert few <= 10, [query["sql"][:100] for query in found]
    caseload_of(cast.amara, 45, start=200)
    assert queries_of(as_(cast.amara), url)[0] == few


def test_an_overdue_review_is_what_comes_next(as_, three):
    plan_of(three.priya, three.amara, -2)
    row = next(row for row in page(as_, three.amara).rows if row["name"] == "Pri Nair")
    assert (row["next"], row["at_risk"], row["clock"].words) == ("risk and safety plan to review", True, "2 days late")
