"""The list of choice meetings and assessments that wait."""

import pytest

from tests.assessments.conftest import submitted_by_trainee


def test_mine_with_their_clocks(cast, as_, meeting, underway):
    page = as_(cast.amara).get("/assessments/").content.decode()
    assert "choice meeting to arrange" in page
    assert "in 28 days" in page
    assert "being written" in page


def test_empty_says_what_comes_here(cast, as_):
    page = as_(cast.amara).get("/assessments/").content
    assert b"No choice meeting is waiting" in page
    assert b"No assessment is open" in page


def test_what_a_trainee_sent_waits_for_those_who_may_sign(cast, as_, db):
    submitted_by_trainee(cast)
    assert b"waiting for you to sign" in as_(cast.amara).get("/assessments/").content
    assert b"waiting to be signed" in as_(cast.theo).get("/assessments/").content


def test_everybodys_are_those_i_may_see(cast, as_, meeting):
    assert b"Pri Nair" in as_(cast.joan).get("/assessments/?of=everybody").content
    assert b"Pri Nair" not in as_(cast.wendy).get("/assessments/?of=everybody").content


def test_business_support_sees_meetings_only(cast, as_, meeting, underway):
    from people.models import Involvement
    from tests.cast import given

    with given():
        Involvement.objects.create(person=cast.priya, worker=cast.tom, role="worker")
    page = as_(cast.tom).get("/assessments/").content
    assert b"choice meeting to arrange" in page
    assert b"being written" not in page


@pytest.mark.parametrize("who", ["cora", "ada", "ida"])
def test_others_are_refused(cast, as_, who):
    assert as_(getattr(cast, who)).get("/assessments/").status_code == 403


def test_queries(cast, as_, meeting, underway, django_assert_max_num_queries):
    client = as_(cast.amara)
    client.get("/assessments/")  # the first page of a sign-in notes it; only then is a page like any other
    with django_assert_max_num_queries(10):
        client.get("/assessments/")
