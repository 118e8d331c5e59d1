"""Support by tier: one main support at a time; every move with its reason, by whom and on whose say."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from bep.access.models import Team
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from enablement import actions
from enablement.models import Review, SupportSpell
from enablement.rules.tiers import ORDER, direction
from enablement.rules.usual_team import breakdown, usual_kinds, warning
from people.models import Involvement
from tests.cast import given
from tests.enablement.given import east, network, spell

AGO = timedelta(days=20)


def move(record, tier, cast, **facts):
    facts = {"team": east(), "reason": "Needs more", "on_say": "together"} | facts
    return actions.move_spell(spell=record, version=record.version, tier=tier, by=cast.amara, **facts)


def test_brief_enablement_fixes_its_last_day_and_plans_its_review(cast):
    record = spell(cast)
    assert record.last_day == clock.today() + timedelta(days=41)
    review = Review.objects.get(person=cast.priya)
    assert (review.of, review.due_on, review.spell_id) == ("brief", record.last_day, record.pk)


def test_one_main_support_at_a_time(cast):
    record = spell(cast)
    with pytest.raises(WrongMoment):
        spell(cast, tier="standard")
    beside = spell(cast, tier="specialist", main=False)
    assert not beside.main
    with pytest.raises(IntegrityError, match=r"one_open_main_spell|one_main_spell_at_a_time"), given():
        SupportSpell.objects.create(
            person=cast.priya,
            episode=record.episode,
            tier="standard",
            team=east(),
            starts=clock.today(),
            began_reason="x",
        )


def test_the_database_refuses_spells_that_overlap(cast):
    """Also those that have ended: a past that cannot have been is no record."""
    record = spell(cast, starts=clock.today() - AGO)
    actions.end_spell(spell=record, version=record.version, ending="finished", reason="Well", by=cast.amara)
    with pytest.raises(IntegrityError, match="one_main_spell_at_a_time"), given():
        SupportSpell.objects.create(
            person=cast.priya, episode=record.episode, tier="standard", team=east(), starts=record.starts + AGO / 2,
            ends=clock.today(), state="ended", ending="finished", began_reason="x",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("tier", "began"), [("standard", "stepped_up"), ("choice", "stepped_down"), ("brief", "topped_up")]
)
def test_a_move_ends_one_spell_and_starts_the_next(cast, tier, began):
    record = spell(cast, starts=clock.today() - AGO)
    moved = move(record, tier, cast)
    former = SupportSpell.objects.get(pk=record.pk)
    assert (former.state, former.ending, former.ends, former.end_reason) == (
        "ended",
        "moved",
        clock.today(),
        "Needs more",
    )
    assert (moved.began, moved.former_id, moved.starts, moved.began_by) == (began, record.pk, clock.today(), cast.amara)


@pytest.mark.parametrize("tier", [tier for tier in ORDER if tier != "brief"])
def test_a_move_goes_to_another_tier(tier):
    with pytest.raises(Refused) as refusal:
        direction(tier, tier)
    assert refusal.value.field == "tier"


def test_a_move_on_the_first_day_is_possible(cast):
    moved = move(spell(cast), "standard", cast)
    assert moved.state == "open"


@pytest.mark.parametrize(("field", "value"), [("reason", " "), ("on_say", "")])
def test_a_move_says_why_and_on_whose_say(cast, field, value):
    with pytest.raises(Refused) as refusal:
        move(spell(cast), "standard", cast, **{field: value})
    assert refusal.value.field == field
    assert SupportSpell.objects.get().state == "open", "nothing was half done"


def teams_of(person):
    return {held.team for held in Involvement.objects.current().filter(person=person, role="team")}


def test_a_team_that_gives_support_may_see_the_person_until_it_ends(cast):
    record = spell(cast, team=network())
    assert network() in teams_of(cast.priya)
    actions.end_spell(spell=record, version=record.version, ending="finished", reason="Well", by=cast.amara)
    assert network() not in teams_of(cast.priya)
    assert east() in teams_of(cast.priya), "the episode's own team stays"


def test_ending_is_on_the_day_or_afterwards(cast):
    record = spell(cast)
    for ends in (clock.today() + timedelta(days=1), record.starts - timedelta(days=1)):
        with pytest.raises(Refused) as refusal:
            actions.end_spell(
                spell=record, version=record.version, ending="finished", reason="x", ends=ends, by=cast.amara
            )
        assert refusal.value.field == "ends"


def test_support_cannot_start_before_the_pathway_or_within_earlier_support(cast):
    record = spell(cast, starts=clock.today() - AGO)
    actions.end_spell(spell=record, version=record.version, ending="finished", reason="x", by=cast.amara)
    for starts in (clock.today() - AGO * 2, clock.today() - timedelta(days=1)):
        with pytest.raises(Refused) as refusal:
            spell(cast, starts=starts)
        assert refusal.value.field == "starts"


def test_only_brief_enablement_is_topped_up(cast):
    with pytest.raises(Refused):
        spell(cast, tier="standard", began="topped_up")


def test_who_may_not(cast):
    with pytest.raises(NotAllowed):
        actions.end_spell(spell=spell(cast), version=1, ending="finished", reason="x", by=cast.theo)


# --- which team usually does what -------------------------------------------------------------------------------------


def test_appendix_a_is_all_there():
    assert len(breakdown()) == 37
    assert sum(len(row["teams"]) for row in breakdown()) > 90


@pytest.mark.parametrize(
    ("tier", "kind", "chosen", "warns"),
    [
        ("brief", "let", (), False),
        ("brief", "amhp", (), True),
        ("brief", "cmht", ("WRAP",), True),
        ("brief", "cmht", ("Housing support",), False),
        ("standard", "let", ("Requirement for ongoing adult services",), True),
        ("specialist", "iet", ("Hospital social work",), False),
        ("specialist", "cmht", ("Hospital social work",), True),
        ("intensive", "iet", (), False),
        ("intensive", "let", (), True),
        ("choice", "hub", (), False),
    ],
)
def test_suggests_and_warns(tier, kind, chosen, warns):
    assert bool(warning(tier, Team(kind=kind), chosen)) is warns


def test_never_forbids(cast):
    record = spell(cast, team=Team.objects.get(kind="amhp"))
    assert record.state == "open"
    assert "Usually:" in warning("brief", record.team)


def test_a_task_that_no_team_does_alone_suggests_nothing_false():
    assert usual_kinds("standard", ("Medium-term family support",)) == {"let", "hub", "network", "cmht", "iet"}
