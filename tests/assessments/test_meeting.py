"""The choice meeting's screens: asked for, arranged, moved, held, called off."""

from datetime import timedelta

import pytest

from assessments.models import ChoiceMeeting
from bep.kit import clock
from tests.assessments.conftest import reread

WHEN = clock.today() + timedelta(days=3)
FORM = {
    "day_day": str(WHEN.day), "day_month": str(WHEN.month), "day_year": str(WHEN.year), "time": "2:30pm", "place": "hub",
    "address": "Burnt Oak", "who_comes": "Meera", "interpreter": "",
}  # fmt: skip


def url(meeting, verb=""):
    return f"/choice-meetings/{meeting.pk}/" + (f"{verb}/" if verb else "")


def test_asking_asks_first_and_then_waits_to_be_arranged(cast, as_):
    page = as_(cast.amara).get(f"/people/{cast.priya.pk}/choice-meeting/ask/")
    assert b"Ask for a choice meeting with Pri Nair?" in page.content
    assert not ChoiceMeeting.objects.exists()
    answer = as_(cast.amara).post(f"/people/{cast.priya.pk}/choice-meeting/ask/", follow=True)
    assert b"To arrange" in answer.content
    assert b"Arrange it" in answer.content


def test_arranging(cast, as_, meeting):
    page = as_(cast.amara).get(url(meeting, "arrange"))
    assert page.context["form"].initial["worker"] == cast.amara.pk
    answer = as_(cast.amara).post(url(meeting, "arrange"), FORM | {"version": 1, "worker": cast.amara.pk})
    assert answer.status_code == 302
    found = reread(meeting)
    assert found.state == "arranged"
    assert found.starts_at == clock.at(WHEN, 14, 30)
    shown = as_(cast.amara).get(url(meeting)).content
    assert b"At a community hub" in shown
    assert b"It was held" in shown


def test_the_past_is_refused_at_its_field(cast, as_, meeting):
    past = FORM | {"day_year": "2020", "version": 1, "worker": cast.amara.pk}
    page = as_(cast.amara).post(url(meeting, "arrange"), past)
    assert page.status_code == 200
    assert "day" in page.context["form"].errors


def test_the_second_to_arrange_is_shown_what_the_first_arranged(cast, as_, meeting):
    form = FORM | {"version": 1, "worker": cast.amara.pk}
    as_(cast.amara).post(url(meeting, "arrange"), form)
    late = as_(cast.joan).post(url(meeting, "arrange"), form | {"address": "East Finchley"})
    assert late.status_code == 409, "it is arranged already: a page says so"
    assert reread(meeting).address == "Burnt Oak"


def test_the_second_to_move_it_sees_both_and_loses_nothing(cast, as_, arranged):
    form = FORM | {"version": arranged.version, "worker": cast.amara.pk}
    as_(cast.amara).post(url(arranged, "move"), form | {"address": "Graham Park"})
    late = as_(cast.joan).post(url(arranged, "move"), form | {"address": "East Finchley"})
    assert late.status_code == 409
    assert b"What they saved meanwhile" in late.content
    assert b"Graham Park" in late.content
    assert b"East Finchley" in late.content
    again = late.context["form"].data["version"]
    assert (
        as_(cast.joan).post(url(arranged, "move"), form | {"address": "East Finchley", "version": again}).status_code
        == 302
    )
    assert reread(arranged).address == "East Finchley"


def test_it_was_held(cast, as_, arranged):
    today = clock.today()
    form = {"held_on_day": today.day, "held_on_month": today.month, "held_on_year": today.year, "outcome": "assess"}
    answer = as_(cast.amara).post(url(arranged, "held"), form | {"version": arranged.version, "words": ""})
    assert answer.status_code == 302
    assert reread(arranged).outcome == "assess"
    assert b"Start the assessment" in as_(cast.amara).get(url(arranged)).content


def test_called_off_with_a_reason(cast, as_, meeting):
    page = as_(cast.amara).post(url(meeting, "off"), {"version": 1, "reason": ""})
    assert "reason" in page.context["form"].errors
    as_(cast.amara).post(url(meeting, "off"), {"version": 1, "reason": "She moved to Enfield."})
    assert reread(meeting).state == "cancelled"


def test_what_has_not_begun_cannot_be_missed(cast, as_, arranged):
    answer = as_(cast.amara).post(url(arranged, "missed"), {"version": arranged.version})
    assert answer.status_code == 422
    assert b"has not begun" in answer.content


@pytest.mark.parametrize("who", ["ben", "wendy", "pia"])
def test_others_find_nothing(cast, as_, meeting, who):
    assert as_(getattr(cast, who)).get(url(meeting)).status_code == 404


@pytest.mark.parametrize("who", ["cora", "ada", "ida"])
def test_roles_without_it_are_refused(cast, as_, meeting, who):
    assert as_(getattr(cast, who)).get(url(meeting)).status_code == 403


def test_ten_queries(cast, as_, arranged, django_assert_max_num_queries):
    client = as_(cast.amara)
    client.get(url(arranged))  # the first page of a sign-in notes it; only then is a page like any other
    with django_assert_max_num_queries(10):
        client.get(url(arranged))
