"""What this room puts on shared screens: every row can be read, said and opened."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock, union
from bep.kit.registry import PATHWAY, TIMELINE, WEIGHTS, WORK
from enablement import actions
from tests.enablement.given import agreed, care_plan_asked, draft, east, episode, spell

OURS = [
    "brief_ending", "review_due", "support_to_start", "plan_to_write", "plan_to_agree", "care_plan_to_write",
    "care_plan_sent_back", "care_plan_approval",
]  # fmt: skip
TOLD = [
    "pathway_opened", "pathway_closed", "support_began", "support_ended", "plan_agreed", "care_plan", "review_held",
]  # fmt: skip


def work_of(kind, person):
    return union.read(union.arms([WORK[kind]], [person.pk], union.WORK))


def told_of(kind, person):
    return union.read(union.arms([TIMELINE[kind]], [person.pk], union.TIMELINE))


@pytest.fixture
def life(cast):
    """A whole way through, and the beginning of the next."""
    plan = agreed(cast)
    asked = care_plan_asked(cast)
    actions.approve_care_plan(plan=asked, version=asked.version, reason="", by=cast.joan)
    going = spell(cast)
    actions.end_spell(spell=going, version=going.version, ending="finished", reason="Well", by=cast.amara)
    actions.hold_unplanned_review(
        person=cast.priya, of="plan", held_on=clock.today(), reason="Unplanned - Other Reason", by=cast.amara,
        method="Service user only", result="ended", persons_view="", summary="Done", plan=plan, episode=plan.episode,
    )  # fmt: skip
    for service in cast.priya.plannedservices.all():
        actions.end_service(
            service=service, version=service.version, ends=clock.today(), reason="x",
            outcome="NFA: Support ended as planned", by=cast.amara,
        )  # fmt: skip
    actions.close_episode(
        episode=plan.episode, version=plan.episode.version, outcome="moved_on", reason="Done", staying_well="",
        coming_back="Ring", by=cast.amara,
    )  # fmt: skip
    return cast


@pytest.mark.parametrize("kind", TOLD)
def test_the_timeline_tells_it_and_opens_it(life, kind):
    [row] = told_of(kind, life.priya)
    source = TIMELINE[kind]
    assert source.sentence(row["facts"]).endswith(".") or row["facts"].get("words")
    assert source.url(row["object_id"], row["person_id"]).startswith("/")
    assert clock.as_date(row["at"]) == clock.today(), "a day in London, summer and winter"
    assert row["by_id"] in {life.amara.pk, life.joan.pk}


def test_the_drawn_pathway_has_its_four_stages(life):
    columns = {"stage": "{stage}::text", "at": "{at}::timestamptz", "note": "{note}::text"}
    rows = union.read(union.arms(PATHWAY, [life.priya.pk], columns))
    stages = {row["stage"]: row["note"] for row in rows}
    assert {"plan", "support", "review", "move_on"} <= set(stages)
    assert (stages["plan"], stages["support"], stages["review"]) == ("version 1", "Brief enablement", "Support ends")


def test_what_waits_when_somebody_was_just_taken_on(cast):
    episode(cast)
    assert work_of("support_to_start", cast.priya)
    assert work_of("plan_to_write", cast.priya)


def test_what_waits_while_support_goes_on(cast):
    going = spell(cast, starts=clock.today() - timedelta(days=50))
    draft(cast)
    [ending] = work_of("brief_ending", cast.priya)
    assert clock.as_date(ending["due"] - timedelta(seconds=1)) == going.last_day
    assert work_of("plan_to_agree", cast.priya)[0]["worker_id"] == cast.amara.pk
    assert not work_of("review_due", cast.priya), "its review comes with the decision, not beside it"
    assert not work_of("plan_to_write", cast.priya)
    actions.end_spell(spell=going, version=going.version, ending="finished", reason="x", by=cast.amara)
    assert not work_of("brief_ending", cast.priya)
    assert work_of("review_due", cast.priya), "ended without it, the review is still to be held"


def test_what_waits_for_approval(cast):
    asked = care_plan_asked(cast)
    [row] = work_of("care_plan_approval", cast.priya)
    assert WORK["care_plan_approval"].detail(row["facts"]) == "£180 a week, asked for by Amara Bell"
    actions.send_back_care_plan(plan=asked, version=asked.version, reason="Say more of the flat", by=cast.joan)
    assert not work_of("care_plan_approval", cast.priya)
    [back] = work_of("care_plan_sent_back", cast.priya)
    assert back["worker_id"] == cast.amara.pk


def test_a_tier_weighs_in_the_caseload(cast):
    spell(cast)
    arms = union.arms(WEIGHTS, [cast.priya.pk], {"weight": "{weight}::text"})
    assert {row["weight"] for row in union.read(arms)} == {"caseload.points.tier.brief"}


@pytest.mark.parametrize("kind", OURS)
def test_every_source_says_what_it_is(kind):
    assert WORK[kind].label


@pytest.mark.parametrize("page", ["people:my_work", "people:caseload"])
def test_shared_pages_open_with_our_rows(cast, as_, page):
    spell(cast, starts=clock.today() - timedelta(days=50), team=east())
    answer = as_(cast.amara).get(reverse(page))
    assert answer.status_code == 200
    assert "Nair" in answer.content.decode()
