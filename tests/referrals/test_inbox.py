"""The inbox: what waits, soonest due first; filtered, sorted and paged by key in the same few queries however long it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bep.kit import clock
from bep.kit.paging import SIZE as PAGE
from referrals.models import Referral
from tests.cast import given
from tests.referrals.makers import awaiting, received, triaged

URL = reverse("referrals:inbox")
MOST_QUERIES = 10


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_front_door_sees_everybody_waiting_with_their_clock(cast, as_):
    received(cast.tom)
    received(cast.tom, cast.daniel)
    page = text(as_(cast.tom).get(URL))
    assert "Lena Fox" in page
    assert "Daniel Osei" in page
    assert "Not matched" in page
    assert "in 2 days" in page or "in 3 days" in page or "in 4 days" in page or "tomorrow" in page


def test_an_open_case_is_marked(cast, as_):
    received(cast.tom, cast.daniel)
    assert "Open case: Ben Okoro leads" in text(as_(cast.sara).get(URL))


def test_another_open_referral_is_marked_on_each_but_not_itself(cast, as_):
    one, two = received(cast.tom, cast.daniel), received(cast.tom, cast.daniel)
    page = text(as_(cast.sara).get(URL))
    assert f"Open referral {one.reference}" in page
    assert f"Open referral {two.reference}" in page


def test_a_manager_sees_own_locality_alone(cast, as_):
    received(cast.tom, cast.priya)
    received(cast.tom, cast.daniel, postcode="HA8 1ZZ")
    received(cast.tom)
    page = text(as_(cast.joan).get(URL))
    assert "Pri Nair" in page
    assert "Daniel" not in page
    assert "Lena Fox" not in page


@pytest.mark.parametrize("who", ["pia", "cora", "ada", "theo"])
def test_others_may_not_open_it(cast, as_, who):
    assert as_(getattr(cast, who)).get(URL).status_code == 403


def test_a_social_worker_sees_own_people_alone(cast, as_):
    received(cast.tom, cast.priya)
    received(cast.tom, cast.daniel, postcode="HA8 1ZZ")
    page = text(as_(cast.amara).get(URL))
    assert "Pri Nair" in page
    assert "Daniel" not in page


def test_an_alarm_stands_above_the_list_for_those_on_duty(cast, as_):
    received(cast.tom, in_danger=True, family_name="Badu", phone="07700900123")
    for worker in (cast.ruth, cast.sara, cast.tom):
        page = text(as_(worker).get(URL))
        assert "Badu" in page
        assert "07700900123" in page
    assert "Badu" not in text(as_(cast.amara).get(URL))


def test_soonest_due_comes_first_and_the_head_sorts(cast, as_):
    received(cast.tom, family_name="Late", urgency="routine")
    received(cast.tom, family_name="Soonest", urgency="same_day")
    page = text(as_(cast.tom).get(URL))
    assert page.index("Soonest") < page.index("Lena Late")
    page = text(as_(cast.tom).get(URL, {"sort": "-due"}))
    assert page.index("Lena Late") < page.index("Soonest")


@pytest.mark.parametrize(
    ("asked", "seen", "unseen"),
    [
        ({"urgency": "same_day"}, "Quick", "Slow"),
        ({"source": "police"}, "Quick", "Slow"),
        ({"q": "quick"}, "Quick", "Slow"),
        ({"unmatched": "on"}, "Quick", "Pri Nair"),
        ({"state": "awaiting_appointment"}, "Waiting", "Quick"),
        ({"state": "all"}, "Closed", "Nothing to triage"),
        ({"late": "on"}, "No referral fits", "Quick"),
    ],
)
def test_filters(cast, as_, asked, seen, unseen):
    received(cast.tom, family_name="Quick", urgency="same_day", source="police")
    received(cast.tom, family_name="Slow")
    received(cast.tom, cast.priya)
    awaiting(cast, cast.daniel, family_name="Waiting")
    triaged(cast, received(cast.sara, family_name="Closed"), "inform")
    page = text(as_(cast.tom).get(URL, asked)).replace("Daniel Osei", "Waiting")
    assert seen in page
    assert unseen not in page.replace("Slow?", "")


def test_every_number_is_the_length_of_its_list(cast, as_):
    received(cast.tom)
    received(cast.tom, cast.priya)
    with given():
        Referral.objects.filter(person=None).update(triage_due=clock.now() - timedelta(hours=1))
    page = text(as_(cast.tom).get(URL))
    assert "2 to triage" in page
    assert "1 late" in page
    assert "1 not matched" in page


def make_many(cast, number):
    with given():
        like = received(cast.tom)
        Referral.objects.bulk_create(
            Referral(
                reference=f"R-MANY-{n:04}", channel="phone", source="gp", first_contact=clock.today(), person=cast.daniel,
                triage_due=like.triage_due + timedelta(minutes=n // 3), family_name=f"Fox {n}", team=like.team,
            )
            for n in range(number)
        )  # fmt: skip


def test_pages_by_key_show_each_once_and_lead_back(cast, as_):
    make_many(cast, 2 * PAGE + 5)
    browser, seen, page = as_(cast.tom), [], ""
    for _ in range(3):
        response = browser.get(URL + page)
        rows = [row["referral"].reference for row in response.context["rows"]]
        seen += rows
        page = response.context["page"].next_url
    assert len(seen) == len(set(seen)) == 2 * PAGE + 6
    back = browser.get(URL + response.context["page"].previous_url)
    assert [row["referral"].reference for row in back.context["rows"]] == seen[PAGE : 2 * PAGE]


def queries_of(browser, url):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def test_no_query_grows_with_the_list(cast, as_):
    received(cast.tom, cast.priya)
    browser = as_(cast.tom)
    queries_of(browser, URL)  # warms the caches of reference data
    few = queries_of(browser, URL)
    make_many(cast, PAGE)
    assert few == queries_of(browser, URL) <= MOST_QUERIES


def test_whoever_was_shown_is_in_the_log(cast, as_):
    from bep.audit.models import Event

    received(cast.tom, cast.daniel)
    as_(cast.sara).get(URL)
    assert cast.daniel.pk in Event.objects.filter(name="people.shown").latest("pk").person_ids
