"""Move-on, closing with check your answers, and coming back without starting again."""

import pytest
from django.urls import reverse

from bep.kit import clock
from bep.kit.rules import Refused
from enablement import actions
from enablement.models import Episode, MoveOn
from people.models import Involvement
from tests.enablement.given import agreed, east, episode, spell

ANSWERS = {
    "outcome": "moved_on", "reason": "She runs her own week now", "staying_well": "Mornings; telling Meera early",
    "coming_back": "Ring the hub or come by",
}  # fmt: skip


def text(answer):
    return " ".join(answer.content.decode().split())


def at(name, person):
    return reverse(f"enablement:{name}", args=[person.pk])


def close(record, by):
    return actions.close_episode(episode=record, version=record.version, by=by, **ANSWERS)


def test_closes_after_checking_the_answers(cast, as_):
    record, browser = spell(cast).episode, as_(cast.amara)
    sent = ANSWERS | {"version": record.version}
    checked = text(browser.post(at("close", cast.priya), sent))
    for words in ("Check your answers", "Moved on: the plan has done its work", "Brief enablement ends today"):
        assert words in checked
    assert Episode.objects.get().is_open, "nothing is closed yet"
    answer = browser.post(at("close_check", cast.priya), sent, follow=True)
    assert "The pathway is closed" in text(answer)
    assert "Ring the hub or come by" in text(answer)
    found = Episode.objects.get()
    assert (found.state, found.outcome, found.closed_by) == ("closed", "moved_on", cast.amara)


def test_answers_can_be_changed_before_the_last_button(cast, as_):
    record, browser = episode(cast), as_(cast.amara)
    sent = ANSWERS | {"version": record.version, "change": "1"}
    answer = text(browser.post(at("close_check", cast.priya), sent))
    assert "She runs her own week now" in answer
    assert Episode.objects.get().is_open


def test_the_last_button_asks_again_for_what_was_taken_out(cast, as_):
    record = episode(cast)
    answer = as_(cast.amara).post(
        at("close_check", cast.priya), ANSWERS | {"version": record.version, "coming_back": ""}
    )
    assert "Enter how to come back" in text(answer)
    assert Episode.objects.get().is_open


def test_the_way_back_is_suggested(cast, as_):
    episode(cast)
    assert "Ring 020 7946 0000" in text(as_(cast.amara).get(at("close", cast.priya)))


def test_welcome_back_shows_what_to_carry_on_from(cast, as_):
    plan = agreed(cast)
    close(plan.episode, cast.amara)
    browser = as_(cast.joan)
    found = text(browser.get(at("welcome_back", cast.priya)))
    for words in ("Mornings; telling Meera early", plan.opening, "version 1, is copied"):
        assert words in found
    answer = browser.post(at("welcome_back", cast.priya), {"reason": "The post again", "team": east().pk}, follow=True)
    assert "Version 2 is being written" in text(answer)
    new = Episode.objects.get(state="open")
    assert (new.because, new.former.plans.get().pk) == ("return", plan.pk)


def test_the_team_keeps_seeing_somebody_who_came_back(cast):
    record = close(episode(cast), cast.amara)
    actions.welcome_back(episode=record, team=east(), reason="Again", by=cast.joan)
    held = Involvement.objects.current().filter(person=cast.priya, team=east(), role="team")
    assert [involvement.ends for involvement in held] == [None]


def test_nobody_is_welcomed_back_who_is_here(cast, as_):
    episode(cast)
    assert as_(cast.amara).get(at("welcome_back", cast.priya)).status_code == 404
    assert as_(cast.amara).get(at("closed", cast.priya)).status_code == 404


# --- move-on ----------------------------------------------------------------------------------------------------------


def test_looks_at_move_on_with_milestones(cast, as_):
    episode(cast)
    browser, url = as_(cast.amara), at("move_on", cast.priya)
    sent = {
        "version": 0, "potential": "six_months", "towards": "A flat of her own", "why": "She manages the kitchen",
        "milestone_0_what": "View two flats", "milestone_0_by": "1 March 2030", "milestone_1_what": "Sign up with Barnet Homes",
        "milestone_1_reached": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip
    assert browser.post(url, sent).status_code == 302
    found = MoveOn.objects.get()
    assert [(m.what, bool(m.reached_on)) for m in found.milestones.all()] == [
        ("View two flats", False), ("Sign up with Barnet Homes", True),
    ]  # fmt: skip
    assert "View two flats" in browser.get(url).content.decode()
    assert "Within six months" in text(browser.get(at("episode", cast.priya)))


@pytest.mark.parametrize("field", ["potential", "why"])
def test_move_on_says_how_ready_and_why(cast, field):
    facts = {"potential": "now", "towards": "", "why": "x", "milestones": []} | {field: ""}
    with pytest.raises(Refused) as refusal:
        actions.record_move_on(episode=episode(cast), version=0, by=cast.amara, **facts)
    assert refusal.value.field == field


@pytest.mark.parametrize("name", ["close", "move_on", "welcome_back"])
def test_not_for_whom_it_does_not_concern(cast, as_, name):
    episode(cast)
    assert as_(cast.ben).get(at(name, cast.priya)).status_code == 404
    assert as_(cast.theo).get(at(name, cast.priya)).status_code == 403
