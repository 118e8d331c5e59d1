"""Reviews: due by rule, the queue, booking, holding, and what follows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment
from enablement import actions
from enablement.models import Review
from enablement.queries import lists
from enablement.rules import reviews
from tests.cast import given
from tests.enablement.given import SERVICE, agreed, care_plan_asked, episode, spell

TODAY = clock.today


def text(answer):
    return " ".join(answer.content.decode().split())


def day(name, on=None):
    on = on or TODAY()
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


FACTS = {
    "method": "Service user only", "reason": "Planned", "outcomes_achieved": "Partially achieved", "result": "no_change",
    "persons_view": "Cooking goes well", "summary": "She cooks on Sundays; the post is still hard.",
}  # fmt: skip


def hold(review, by, **changes):
    facts = {"held_on": TODAY()} | FACTS | changes
    return actions.hold_review(review=review, version=review.version, by=by, **facts)


def plan_review_of(cast):
    agreed(cast)
    return Review.objects.get(person=cast.priya, of="plan")


def care_review_of(cast, **service):
    plan = care_plan_asked(cast, service=SERVICE | service)
    actions.approve_care_plan(plan=plan, version=plan.version, reason="", by=cast.joan)
    return Review.objects.get(person=cast.priya, of="care")


def planned(cast, days, of="plan"):
    found = cast.priya.episodes.first() or episode(cast)
    with given():
        return Review.objects.create(
            person=cast.priya, episode=found, of=of, due_on=TODAY() + timedelta(days=days), due_because="asked"
        )


# --- due by rule ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(deadline=None, max_examples=40)
@for_any(since=st.dates(date(2016, 1, 1), date(2050, 1, 1)) | st.sampled_from([date(2024, 2, 29), date(2027, 8, 31)]))
def test_the_days_the_guidance_gives(since):
    first = reviews.care_review_due(since, first=True, residential=False)
    yearly = reviews.care_review_due(since, first=False, residential=False)
    in_care = reviews.care_review_due(since, first=False, residential=True)
    assert (first.on - since).days == 56
    assert 365 <= (yearly.on - since).days <= 366
    assert since < in_care.on < yearly.on, "more often in residential care"


def test_the_persons_own_day_counts_when_it_is_sooner(cast):
    soon = TODAY() + timedelta(days=10)
    assert reviews.plan_review_due(TODAY(), soon).on == soon
    assert reviews.plan_review_due(TODAY(), TODAY() + timedelta(days=400)).on == TODAY() + timedelta(weeks=8)


def test_what_rests_on_memory_says_so():
    assert not reviews.care_review_due.source.confirmed


# --- holding ----------------------------------------------------------------------------------------------------------


def test_holding_plans_the_next(cast):
    held = hold(care_review_of(cast), cast.amara)
    assert (held.state, held.event_outcome) == ("held", "Continuation of support or services")
    following = Review.objects.get(person=cast.priya, of="care", state="planned")
    assert following.due_because == "review.care_every"


def test_somebody_in_residential_care_is_reviewed_more_often(cast):
    first = care_review_of(cast, service_component="Long term residential care")
    hold(first, cast.amara)
    assert Review.objects.get(of="care", state="planned").due_because == "review.care_residential_every"


def test_support_that_ends_has_no_next_review(cast):
    hold(plan_review_of(cast), cast.amara, result="ended")
    assert not Review.objects.filter(state="planned").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": clock.today() + timedelta(days=1)}, "held_on"),
        ({"summary": " "}, "summary"),
        ({"outcomes_achieved": ""}, "outcomes_achieved"),
    ],
)
def test_what_holding_refuses(cast, changes, field):
    with pytest.raises(Refused) as refusal:
        hold(plan_review_of(cast), cast.amara, **changes)
    assert refusal.value.field == field


def test_held_once(cast):
    review = plan_review_of(cast)
    hold(review, cast.amara)
    review.refresh_from_db()
    with pytest.raises(WrongMoment):
        hold(review, cast.joan)


def test_an_unplanned_review_leaves_the_planned_one(cast, as_):
    plan_review_of(cast)
    url = reverse("enablement:unplanned_review", args=[cast.priya.pk, "plan"])
    sent = FACTS | {"reason": "Unplanned - Hospital (Planned and unplanned episodes)", **day("held_on")}
    assert as_(cast.amara).post(url, sent).status_code == 302
    assert Review.objects.filter(state="held", reason__startswith="Unplanned").count() == 1
    assert Review.objects.filter(state="planned", of="plan").count() == 1


def test_asking_for_a_review_moves_the_planned_one(cast, as_):
    first = plan_review_of(cast)
    soon = TODAY() + timedelta(days=3)
    url = reverse("enablement:ask_review", args=[cast.priya.pk])
    assert as_(cast.amara).post(url, {"of": "plan", **day("due_on", soon)}).status_code == 302
    found = Review.objects.get(of="plan", state="planned")
    assert (found.pk, found.due_on, found.due_because) == (first.pk, soon, "asked")


# --- on screen --------------------------------------------------------------------------------------------------------


def test_holds_a_review(cast, as_):
    review = plan_review_of(cast)
    sent = FACTS | {"version": review.version, "reason": "Planned", **day("held_on")}
    assert as_(cast.amara).post(reverse("enablement:hold_review", args=[review.pk]), sent).status_code == 302
    assert Review.objects.get(pk=review.pk).summary == FACTS["summary"]


def test_after_brief_enablement_the_next_page_asks_what_follows(cast, as_):
    going = spell(cast)
    review = Review.objects.get(of="brief")
    sent = FACTS | {"version": review.version, "reason": "Review of short term support", **day("held_on")}
    answer = as_(cast.amara).post(reverse("enablement:hold_review", args=[review.pk]), sent)
    assert answer.url == reverse("enablement:after_brief", args=[going.pk])
    assert Review.objects.get(pk=review.pk).reason == "Review of short term support"


def test_says_which_lists_are_not_confirmed(cast, as_):
    found = text(as_(cast.amara).get(reverse("enablement:hold_review", args=[plan_review_of(cast).pk])))
    assert found.count("not yet confirmed") == 2


def test_books_a_review_in_london_time(cast, as_):
    review = plan_review_of(cast)
    summer = date(TODAY().year + 1, 7, 1)
    sent = {"version": review.version, "time": "14:30", "booked_where": "Burnt Oak hub", **day("day", summer)}
    assert as_(cast.amara).post(reverse("enablement:book_review", args=[review.pk]), sent).status_code == 302
    booked = Review.objects.get(pk=review.pk)
    assert booked.booked_for == clock.at(summer, 14, 30)
    assert booked.due_on == review.due_on, "the day it is due by stays"


def test_calls_a_review_off_with_a_reason(cast, as_):
    review = plan_review_of(cast)
    url, browser = reverse("enablement:call_off_review", args=[review.pk]), as_(cast.amara)
    assert "Why will it not be held?" in text(browser.post(url, {"version": review.version, "reason": ""}))
    assert Review.objects.get(pk=review.pk).state == "planned"
    browser.post(url, {"version": review.version, "reason": "Moved away"})
    assert Review.objects.get(pk=review.pk).called_off_because == "Moved away"


# --- the queue --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "expected"), [("", {-1, 0}), ("overdue", {-1}), ("week", {-1, 0}), ("all", {-1, 0, 30})]
)
def test_the_queue_by_when(cast, when, expected):
    for of, days in (("plan", -1), ("care", 0), ("brief", 30)):
        planned(cast, days, of)
    found = lists.reviews(cast.amara, when=when)
    assert {(review.due_on - TODAY()).days for review in found} == expected


def test_the_queue_shows_the_longest_overdue_first(cast, as_):
    planned(cast, -9, "care")
    planned(cast, -2, "plan")
    found = text(as_(cast.amara).get(reverse("enablement:reviews")))
    assert found.index("9 days late") < found.index("2 days late")
    assert '<span class="bep-count">2</span>' in found


def test_filters(cast, as_):
    planned(cast, -9, "care")
    planned(cast, -2, "plan")
    assert lists.reviews(cast.amara, of="care").count() == 1
    assert lists.reviews(cast.amara, mine=True).count() == 2
    assert lists.reviews(cast.joan, mine=True).count() == 0
    assert lists.reviews(cast.ben).count() == 0
    found = text(as_(cast.amara).get(reverse("enablement:reviews"), {"of": "care", "when": "all"}))
    assert "9 days late" in found
    assert "2 days late" not in found


def test_ten_queries(cast, as_, django_assert_max_num_queries):
    planned(cast, -9, "care")
    planned(cast, -2, "plan")
    browser, url = as_(cast.amara), reverse("enablement:reviews")
    browser.get(url)
    with django_assert_max_num_queries(10):
        browser.get(url)
