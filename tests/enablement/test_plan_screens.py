"""The one-page plan on screen: written together, agreed, said how it goes, set side by side."""

import pytest
from django.urls import reverse

from bep.audit.models import Event
from bep.kit import clock
from bep.kit.models import Draft
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from enablement import actions, forms
from enablement.forms.fields import next_day
from enablement.models import EnablementPlan, Review
from tests.enablement.given import WORDS, agreed, draft, episode, goals, step

A_DAY = {"day": clock.today().day, "month": clock.today().month, "year": clock.today().year}


def at(name, plan):
    return reverse(f"enablement:{name}", args=[plan.pk])


def day(name):
    return {f"{name}_{part}": value for part, value in A_DAY.items()}


def text(answer):
    return " ".join(answer.content.decode().split())


def sent(plan, **changes):
    """What the browser sends when nothing but the changes was touched."""
    form = forms.PlanForm(plan=plan)
    found = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if name == "review_on":
            found |= {"review_on_day": value.day, "review_on_month": value.month, "review_on_year": value.year}
        else:
            shown = field.prepare_value(value)
            found[name] = "" if shown is None else shown
    return found | changes


# --- writing ----------------------------------------------------------------------------------------------------------


def test_nothing_is_lost_when_nothing_changed(cast, as_):
    plan = draft(cast)
    before = EnablementPlan.objects.get(pk=plan.pk).as_form()
    assert as_(cast.amara).post(at("write_plan", plan), sent(plan)).status_code == 302
    assert EnablementPlan.objects.get(pk=plan.pk).as_form() == before


def test_writes_words_goals_and_whose_steps_they_are(cast, as_):
    plan = actions.start_plan(episode=episode(cast), by=cast.amara)
    changes = {
        "opening": "I want to cook", "goal_0_words": "Cook", "goal_0_start": "2", "goal_0_step_0_what": "Choose a meal",
        "goal_0_step_1_what": "Shop", "goal_0_step_1_who": "Meera", "goal_0_step_1_by": "31 December 2030",
        "goal_0_step_2_what": "Benefits check", "goal_0_step_2_who": "amara",
    }  # fmt: skip
    answer = as_(cast.amara).post(at("write_plan", plan), sent(plan, **changes), follow=True)
    found = EnablementPlan.objects.get(pk=plan.pk)
    [goal] = found.goals.all()
    assert (found.opening, goal.words, goal.start, goal.now) == ("I want to cook", "Cook", 2, None)
    assert [(s.owner, s.who) for s in goal.steps.all()] == [("me", "Me"), ("other", "Meera"), ("worker", "amara")]
    assert "Choose a meal" in text(answer)


def test_another_row_without_a_script_loses_no_word_and_saves_nothing(cast, as_):
    plan = draft(cast)
    browser = as_(cast.amara)
    answer = browser.post(at("write_plan", plan), sent(plan, opening="Not saved yet", add="0"))
    found = answer.content.decode()
    assert 'name="goal_0_step_3_what"' in found
    assert "Not saved yet" in found
    answer = browser.post(at("write_plan", plan), sent(plan, add="row"))
    assert 'name="goal_3_words"' in answer.content.decode()
    assert EnablementPlan.objects.get(pk=plan.pk).opening == WORDS["opening"]


def test_opens_again_where_a_draft_was_left(cast, as_):
    plan = draft(cast)
    kept = {"shape": "3,3,3,4", "goal_3_words": "A fourth goal", "opening": "Typed, never sent"}
    Draft.objects.create(worker=cast.amara, key=f"enablement.plan:{plan.pk}", data=kept, person_id=cast.priya.pk)
    found = as_(cast.amara).get(at("write_plan", plan)).content.decode()
    for words in ("A fourth goal", "Typed, never sent", 'name="goal_3_step_3_what"'):
        assert words in found


def test_handing_in_throws_the_draft_away(cast, as_):
    plan = draft(cast)
    Draft.objects.create(worker=cast.amara, key=f"enablement.plan:{plan.pk}", data={"opening": "x"})
    as_(cast.amara).post(at("write_plan", plan), sent(plan, draft_version="1", opening="x"))
    assert not Draft.objects.exists()


def test_steps_need_their_goal(cast, as_):
    plan = draft(cast)
    answer = as_(cast.amara).post(at("write_plan", plan), sent(plan, goal_0_words=""))
    assert "Write goal 1, or take its steps out" in text(answer)


def test_the_second_saver_is_shown_both_versions(cast, as_):
    plan = draft(cast)
    old, fourth = sent(plan, opening="Mine"), {"words": "Fourth", "start": 1, "now": 1, "steps": [step("go")]}
    actions.save_plan(
        plan=plan, version=plan.version, words=WORDS | {"opening": "Theirs"}, goals=[*goals(), fourth],
        review_on=plan.review_on, by=cast.joan,
    )  # fmt: skip
    browser = as_(cast.amara)
    answer = browser.post(at("write_plan", plan), old)
    found = text(answer)
    assert answer.status_code == 409
    for words in ("Joan Marsh", "Mine", "Theirs", "Fourth"):
        assert words in found
    now = EnablementPlan.objects.get(pk=plan.pk)
    assert now.opening == "Theirs", "nothing was overwritten"
    again = old | {"version": now.version, "keep_goal_3_words": "theirs", "keep_goal_3_step_0_what": "theirs"}
    assert browser.post(at("write_plan", plan), again).status_code == 302
    saved = EnablementPlan.objects.get(pk=plan.pk)
    assert saved.opening == "Mine"
    assert saved.goals.last().words == "Fourth"


def test_an_agreed_plan_is_not_written_in(cast, as_):
    answer = as_(cast.amara).get(at("write_plan", agreed(cast)))
    assert answer.status_code == 409
    with pytest.raises(WrongMoment):
        actions.set_aside_plan(plan=EnablementPlan.objects.get(), version=1_000, by=cast.amara)


@pytest.mark.parametrize(("typed", "found"), [("29 Feb", (29, 2)), ("1/1", (1, 1)), ("31 Nov", None), ("soon", None)])
def test_a_day_without_a_year_is_the_next_one(typed, found):
    day = next_day(typed)
    assert (day and (day.day, day.month)) == found
    assert day is None or day >= clock.today()


# --- agreeing ---------------------------------------------------------------------------------------------------------


def test_agreeing_replaces_the_one_before_and_plans_its_review(cast, as_):
    first = agreed(cast)
    second = draft(cast)
    url = at("agree_plan", second)
    answer = as_(cast.amara).post(url, {"version": second.version, "agreed_how": "phone", **day("agreed_on")})
    assert answer.status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.agreed_how, second.agreed_by) == (
        "superseded",
        "agreed",
        "phone",
        cast.amara,
    )
    review = Review.objects.get(person=cast.priya, of="plan", state="planned")
    assert (review.plan_id, review.due_on) == (second.pk, second.review_on)
    assert Event.objects.filter(name="enablement.plan_agreed").count() == 2


def test_a_person_who_does_not_agree_is_asked_why(cast, as_):
    plan = draft(cast)
    browser, url = as_(cast.amara), at("agree_plan", plan)
    facts = {"version": plan.version, "agreed_how": "not", **day("agreed_on")}
    assert "or why they have not" in text(browser.post(url, facts))
    assert browser.post(url, facts | {"not_agreed_reason": "Wants to wait for Meera"}).status_code == 302
    found = EnablementPlan.objects.get(pk=plan.pk)
    assert (found.state, found.person_agreed) == ("agreed", False)


@pytest.mark.parametrize(
    ("goal_list", "words"),
    [
        ([], "A plan has at least one goal"),
        ([{"words": "Cook", "start": 1, "now": 1, "steps": []}], "A plan has at least one goal"),
        ([{"words": "Cook", "start": 1, "now": 1, "steps": [step("do it", "worker", "Amara")]}], "person's own"),
    ],
)
def test_what_a_plan_needs_first(cast, as_, goal_list, words):
    plan = draft(cast, goal_list=goal_list)
    with pytest.raises(Refused, match=words):
        actions.agree_plan(
            plan=plan, version=plan.version, agreed_how="together", agreed_on=clock.today(), by=cast.amara
        )
    assert "Before it can be agreed" in text(as_(cast.amara).get(at("plan", plan)))


def test_a_plan_that_does_not_fit_cannot_be_agreed_and_says_which_part(cast, as_):
    plan = draft(cast, words={"helps_me": "A long story of what helps me. " * 90})
    browser = as_(cast.amara)
    assert "“What helps me” is too long by about" in text(browser.get(at("plan", plan)))
    answer = browser.post(
        at("agree_plan", plan), {"version": plan.version, "agreed_how": "together", **day("agreed_on")}
    )
    assert "“What helps me” is too long by about" in text(answer)
    assert browser.get(at("plan_paper", plan)).status_code == 422
    assert browser.get(at("plan_paper", plan) + "?size=large-print").status_code == 200, "large print may run on"


def test_a_trainee_writes_and_a_colleague_agrees(cast, as_):
    plan = draft(cast)
    with pytest.raises(NotAllowed):
        actions.agree_plan(
            plan=plan, version=plan.version, agreed_how="together", agreed_on=clock.today(), by=cast.theo
        )
    assert as_(cast.theo).get(at("agree_plan", plan)).status_code == 403
    assert as_(cast.theo).get(at("write_plan", plan)).status_code == 200


# --- afterwards -------------------------------------------------------------------------------------------------------


def test_says_how_it_is_going(cast, as_):
    plan = agreed(cast)
    goal = plan.goals.first()
    done = goal.steps.first()
    form = {"version": plan.version, f"now_{goal.pk}": "7", f"done_{done.pk}": "on"}
    assert as_(cast.amara).post(at("progress", plan), form).status_code == 302
    goal.refresh_from_db()
    done.refresh_from_db()
    assert (goal.now, done.done_on) == (7, clock.today())


def test_the_paper_opens_in_the_browser_and_is_kept_nowhere(cast, as_):
    answer = as_(cast.amara).get(at("plan_paper", agreed(cast)))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "enablement-plan-BEP-900001-v1.pdf" in answer["Content-Disposition"]


def test_sets_two_versions_side_by_side(cast, as_):
    agreed(cast)
    draft(cast, words={"helps_me": "A walk first"})
    found = text(as_(cast.amara).get(reverse("enablement:plan_versions", args=[cast.priya.pk])))
    assert "Version 1 beside version 2" in found
    assert found.count(">Changed<") == 1
    assert "A walk first" in found


def test_a_new_version_leaves_out_what_is_done(cast):
    plan = agreed(cast)
    done = plan.goals.first().steps.first()
    actions.record_progress(plan=plan, version=plan.version, scores={}, done={done.pk: clock.today()}, by=cast.amara)
    copy = actions.start_plan(episode=plan.episode, by=cast.amara)
    assert done.what not in [s.what for s in copy.goals.first().steps.all()]


@pytest.mark.parametrize("page", ["plan", "write_plan", "agree_plan", "plan_paper"])
def test_not_for_whom_it_does_not_concern(cast, as_, page):
    plan = draft(cast)
    assert as_(cast.ben).get(at(page, plan)).status_code == 404


@pytest.mark.parametrize("page", ["plan", "write_plan"])
def test_ten_queries(cast, as_, page, django_assert_max_num_queries):
    plan = draft(cast)
    browser = as_(cast.amara)
    browser.get(at(page, plan))
    with django_assert_max_num_queries(10):
        browser.get(at(page, plan))
