"""Court of Protection: a deprivation of liberty outside care homes and hospitals, tracked from stage to stage."""

import pytest

from bep.kit.rules import Refused, WrongMoment
from people.models import Involvement
from safeguarding.court import actions
from safeguarding.dols import return_rows
from safeguarding.dols.states import COURT
from safeguarding.models import CourtCase
from safeguarding.sac.units import year_of
from tests.safeguarding import liberty
from tests.safeguarding.given import reload
from tests.safeguarding.liberty import DAY, TODAY, court_act

VERBS = sorted({m.verb for m in COURT.moves} - {"note_death"})


@pytest.mark.parametrize("state", CourtCase.State.values)
def test_each_verb_from_each_state(safe, state):
    case = liberty.COURT_WAYS[state](safe)
    allowed = {m.verb: m.end for m in COURT.moves if m.start == state}
    calls = liberty.court_tries(safe)
    assert set(calls) == set(VERBS)
    for verb in [v for v in VERBS if v not in allowed]:
        with pytest.raises(WrongMoment):
            calls[verb](reload(case))
    for verb in [v for v in ("review", "gather", "apply", "order") if v in allowed]:
        case = calls[verb](reload(case))
        assert case.state == allowed[verb]
        break


@pytest.mark.parametrize(
    "change", [{"order_to": TODAY - DAY}, {"review_on": TODAY - DAY}, {"review_on": TODAY + 900 * DAY}]
)
def test_an_order_has_its_days_and_a_review_within_them(safe, change):
    with pytest.raises(Refused, match="in force from a day to a day"):
        liberty.ordered(safe, **change)


def test_its_clock_is_the_review_or_the_day_to_apply_again(safe):
    case = liberty.ordered(safe, order_to=TODAY + 100 * DAY, review_on=TODAY + 90 * DAY)
    assert case.due_on == TODAY + 44 * DAY  # 56 days before the order ends, this council's own target
    new = court_act(actions.renew, case, safe.sunita)
    assert (new.renews, new.state) == (case, "identified")
    assert reload(case).due_on == TODAY + 90 * DAY
    with pytest.raises(Refused, match="begun already"):
        court_act(actions.renew, case, safe.sunita)


def test_once_closed_its_worker_sees_the_adult_no_longer_by_it(safe):
    def held():
        return [one.reason for one in Involvement.objects.current().filter(worker=safe.olive, person=safe.priya)]

    case = liberty.ordered(safe)
    again = court_act(actions.renew, case, safe.sunita)
    court_act(actions.close, case, safe.sunita, reason="The order is replaced.")
    assert held() == [again.reference], "the renewal goes on"
    liberty.court_closed(safe, again)
    assert held() == []
    assert not Involvement.objects.current().filter(person=safe.priya, team__kind="safeguarding").exists()


def test_it_is_no_row_of_the_return(safe):
    liberty.ordered(safe)
    assert list(return_rows.rows(year_of(TODAY))) == []


def test_the_pages(safe, as_, django_assert_max_num_queries):
    case = liberty.gathered(safe)
    browser = as_(safe.sunita)
    with django_assert_max_num_queries(10):
        assert b"Evidence gathered" in browser.get("/safeguarding/court/").content
    url = f"/safeguarding/court/{case.pk}/"
    with django_assert_max_num_queries(10):
        page = browser.get(url).content.decode()
    assert "Recalled" in page
    sent = {"applied_on_day": TODAY.day, "applied_on_month": TODAY.month, "applied_on_year": TODAY.year, "version": 2}
    assert browser.post(f"{url}apply/", sent).status_code == 302
    assert reload(case).state == "applied"
    assert as_(safe.ben).get(url).status_code == 404
