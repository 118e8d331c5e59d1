"""Lists page by key: every row once, forwards and back, whatever is added meanwhile; a key that is not ours is nothing."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from bep.access.models import Team
from bep.kit import paging
from tests.cast import given

NAMES = ["Ash", "Birch", "Birch", "Birch", "Cedar", "Elm", "Fir"]


def ask(query="", path="/list/"):
    return RequestFactory().get(path + query)


@pytest.fixture
def teams(db):
    with given():
        return [Team.objects.create(name=f"{name} {n}", email=f"{name}@x.example") for n, name in enumerate(NAMES)]


def from_database(query, order=("email", "pk")):
    rows = Team.objects.filter(email__endswith="@x.example")
    return paging.page_of(ask(query), rows, order=order, size=3)


def from_memory(query):
    return paging.part_of(ask(query), NAMES_NUMBERED, key=lambda row: row, size=3)


NAMES_NUMBERED = [f"{name} {n}" for n, name in enumerate(NAMES)]


def walk(page_of, side="next_url"):
    """The rows of every page from one end to the other, page by page."""
    query: str | None = ""
    pages = []
    if side == "previous_url":
        *_, (_, last) = steps(page_of)
        query = last.previous_url
    while query is not None:
        rows, page = page_of(query)
        pages.append(rows)
        query = getattr(page, side) or None
    return pages


def steps(page_of):
    query = ""
    while True:
        rows, page = page_of(query)
        yield rows, page
        if not page.next_url:
            return
        query = page.next_url


@pytest.mark.parametrize("order", [("email", "pk"), ("-email", "-pk"), ("email", "-pk"), ("pk",)])
def test_every_row_comes_once_and_in_order_ties_included(teams, order):
    pages = walk(lambda query: from_database(query, order))
    found = [row for rows in pages for row in rows]
    assert found == list(Team.objects.filter(pk__in=[t.pk for t in teams]).order_by(*order))
    assert [len(rows) for rows in pages] == [3, 3, 1]


@pytest.mark.parametrize("page_of", [from_database, from_memory])
def test_the_way_back_shows_the_same_rows(teams, page_of):
    there = [rows for rows, _ in steps(page_of)]
    back = walk(page_of, "previous_url")
    assert back == there[:-1][::-1]


@pytest.mark.parametrize("page_of", [from_database, from_memory])
def test_the_first_page_leads_nowhere_back_and_the_last_nowhere_on(teams, page_of):
    *_, (_, last) = found = list(steps(page_of))
    assert not found[0][1].previous_url
    assert found[1][1].previous_url
    assert found[1][1].next_url
    assert not last.next_url


def test_what_is_added_meanwhile_moves_no_page(teams):
    first, page = from_database("")
    with given():
        Team.objects.create(name="Acer", email="Acer@x.example")
    second, _ = from_database(page.next_url)
    assert [row.name for row in second] == ["Birch 3", "Cedar 4", "Elm 5"]
    assert not {row.pk for row in first} & {row.pk for row in second}


def test_a_list_in_memory_says_where_it_stands():
    assert from_memory("")[1].words == "1 to 3 of 7"
    assert paging.part_of(ask(), [], key=id)[1].words == ""


def test_filters_stay_in_the_address():
    _, page = paging.part_of(ask("?q=oak&after=nonsense"), NAMES_NUMBERED, key=lambda row: row, size=3)
    assert page.next_url.startswith("?q=oak&after=")
    assert "nonsense" not in page.next_url
    assert paging.address(ask("?q=oak&late=on&after=x"), late=None) == "?q=oak"


@pytest.mark.parametrize("query", ["?after=1", "?before=Elm", "?after=WzFd:tampered"])
def test_a_key_that_is_not_ours_is_nothing(query):
    assert paging.asked(ask(query)) == (None, False)
    assert from_memory(query)[0] == from_memory("")[0]


def test_a_key_of_another_list_is_nothing_here():
    elsewhere = paging.onwards(ask(path="/others/"), [1, 2]).next_url
    assert paging.asked(ask(elsewhere, path="/others/"))[0] == [1, 2]
    assert paging.asked(ask(elsewhere))[0] is None


def test_a_page_is_one_query_that_begins_where_it_begins(teams):
    """The first column's bound stands by itself, so that an index can start there."""
    _, page = from_database("")
    with CaptureQueriesContext(connection) as queries:
        from_database(page.next_url)
    assert len(queries) == 1
    assert '"email" >= ' in queries[0]["sql"]
