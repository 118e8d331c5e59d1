"""Support by tier: started, moved up, down or topped up, ended; each with its reason and on whose say."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from enablement import permissions as may
from enablement.actions.review import schedule_review
from enablement.models import Review, SupportSpell
from enablement.rules import brief, reviews, tiers
from enablement.states import SPELLS
from people.actions import end_involvement, involve
from people.models import Involvement
from people.rules import must_see

STARTS = (SupportSpell.Began.STARTED, SupportSpell.Began.TOPPED_UP)


@action("enablement.spell_started", "Started support", needs=may.SUPPORT)
def start_spell(*, episode, tier, team, reason, on_say, by, starts=None, tasks=(), main=True, began=STARTS[0]):
    """Starts support at a tier. One main support at a time: to change tier, move it."""
    must_see(episode, by)
    if not episode.is_open:
        raise WrongMoment("This time on the pathway is closed.", remedy="Welcome the person back first.")
    if main and episode.spells.filter(main=True, state=SupportSpell.State.OPEN).exists():
        raise WrongMoment("Support is going on already.", remedy="Move it to another tier, or end it first.")
    if began not in STARTS or (began != STARTS[0] and tier != SupportSpell.Tier.BRIEF):
        raise Refused(
            "Only brief enablement is topped up.", field="tier", remedy="Choose brief enablement, or a fresh start."
        )
    return begin(
        episode,
        tier=tier,
        team=team,
        reason=reason,
        on_say=on_say,
        by=by,
        starts=starts,
        tasks=tasks,
        main=main,
        began=began,
    )


def begin(episode, *, tier, team, reason, on_say, by, starts, tasks, began, main=True, former=None):
    starts = starts or clock.today()
    check_start(episode, starts, reason, on_say)
    spell = SupportSpell.objects.create(
        person_id=episode.person_id, episode=episode, tier=tier, main=main, team=team, tasks=list(tasks), starts=starts,
        last_day=brief.six_weeks_at_most(starts) if tier == SupportSpell.Tier.BRIEF else None, began=began,
        began_reason=reason, began_on_say=on_say, began_by_id=by.pk, former=former,
    )  # fmt: skip
    involve(person=episode.person, team=team, role=Involvement.Role.TEAM, reason=spell.get_tier_display(), by=by)
    if spell.last_day:
        due = reviews.brief_review_due(spell.last_day)
        schedule_review(person=episode.person, of=Review.Of.BRIEF, due=due, episode=episode, spell=spell, by=by)
    detail(tier=tier, began=began, team=team.pk)
    return spell


def check_start(episode, starts, reason, on_say):
    must_say(reason, "Support needs a reason.", field="reason", remedy="Say in a sentence why this, and why now.")
    must_say(on_say, "Say on whose say this is.", field="on_say", remedy="Choose who asked for it or decided it.")
    if starts < episode.opened_on:
        raise Refused("Support cannot start before the pathway was opened.", field="starts", remedy="Check the day.")
    if episode.spells.filter(main=True, ends__gt=starts).exists():
        raise Refused(
            "Other support was going on that day.", field="starts", remedy="Choose the day it ended, or later."
        )


@action("enablement.spell_moved", "Moved support to another tier", needs=may.SUPPORT)
def move_spell(*, spell, version, tier, team, reason, on_say, by, on=None, tasks=()):
    """Ends the support and starts it at another tier the same day: a step up, a step down, or a top-up of brief enablement."""
    spell = locked(must_see(spell, by), version)
    began = tiers.direction(spell.tier, tier)
    SPELLS.move(spell, "move")
    on = on or clock.today()
    finish(spell, ends=on, ending=SupportSpell.Ending.MOVED, reason=reason, by=by)
    moved = begin(
        spell.episode, tier=tier, team=team, reason=reason, on_say=on_say, by=by, starts=on, tasks=tasks, began=began,
        main=spell.main, former=spell,
    )  # fmt: skip
    if spell.team_id != team.pk:
        leave(spell, by=by)
    detail(from_tier=spell.tier)
    return moved


@action("enablement.spell_ended", "Ended support", needs=may.SUPPORT)
def end_spell(*, spell, version, ending, reason, by, ends=None):
    """Ends the support. The person stays on the pathway until it is closed."""
    spell = locked(must_see(spell, by), version)
    SPELLS.move(spell, "end")
    must_say(ending, "Say how it ended.", field="ending", remedy="Choose the one that fits best.")
    must_say(reason, "Ending support needs a reason.", field="reason", remedy="Say in a sentence how it went.")
    finish(spell, ends=ends or clock.today(), ending=ending, reason=reason, by=by)
    leave(spell, by=by)
    detail(tier=spell.tier, ending=ending)
    return spell


@action("enablement.spell_lapsed", "Support ended with the pathway", needs=WITHIN)
def end_spell_by_rule(*, spell, reason, by):
    """Called by closing, which checks its own permission and ends the team's part itself."""
    SPELLS.move(spell, "end")
    ends = max(spell.starts, clock.today())
    return saved(spell, ends=ends, ending=SupportSpell.Ending.CLOSED, end_reason=reason, ended_by_id=by.pk)


def finish(spell, *, ends, ending, reason, by):
    if ends < spell.starts:
        raise Refused("Support cannot end before it started.", field="ends", remedy="Check the day.")
    if ends > clock.today():
        raise Refused(
            "Support is ended on the day or afterwards.", field="ends", remedy="Come back on the day, or choose today."
        )
    saved(spell, ends=ends, ending=ending, end_reason=reason, ended_by_id=by.pk)


def leave(spell, *, by):
    """The team that gave this support stops, unless it is the episode's own or gives other support."""
    still = spell.episode.spells.filter(team_id=spell.team_id, state=SupportSpell.State.OPEN).exists()
    if still or spell.team_id == spell.episode.team_id:
        return
    role = Involvement.Role.TEAM
    for involvement in Involvement.objects.current().filter(
        person_id=spell.person_id, team_id=spell.team_id, role=role
    ):
        end_involvement(involvement=involvement, reason="Support ended", by=by)
