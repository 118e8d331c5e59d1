"""Which team usually does what (Appendix A, as presets/task_breakdown.toml): it suggests and warns, never forbids."""

import tomllib
from collections import Counter
from functools import lru_cache

from django.conf import settings

from bep.access.models import Team
from bep.kit.rules import rule
from enablement.models import SupportSpell

PATH = settings.BASE_DIR / "presets" / "task_breakdown.toml"


@lru_cache
def breakdown():
    return tomllib.loads(PATH.read_text())["task"]


def tasks(tier):
    """[(task, task)] for a form: those that Appendix A puts at a tier; intensive enablement uses the specialist ones."""
    wanted = "specialist" if tier == SupportSpell.Tier.INTENSIVE else tier
    return [(row["task"], row["task"]) for row in breakdown() if row["tier"] == wanted]


def usual_kinds(tier, chosen=()):
    """The kinds of team that usually do all the chosen tasks of a tier; of the tier as a whole when none is chosen."""
    if tier == SupportSpell.Tier.CHOICE:
        return {Team.Kind.HUB, Team.Kind.LET}
    if tier == SupportSpell.Tier.INTENSIVE:
        return {Team.Kind.IET}
    rows = [row for row in breakdown() if row["tier"] == tier]
    wanted = [set(row["teams"]) for row in rows if row["task"] in chosen and row["teams"]]
    return set.intersection(*wanted) if wanted else set().union(*(row["teams"] for row in rows))


def mostly(tier):
    """The kinds of team that usually do most of a tier's tasks: what a form suggests before any is chosen."""
    counts = Counter(kind for row in breakdown() if row["tier"] == tier for kind in row["teams"])
    most = max(counts.values(), default=0)
    return {kind for kind, count in counts.items() if count == most} or usual_kinds(tier)


@rule("Barnet business case 2015, Appendix A", "LOCAL")
def usual_team(tier, team, chosen=()):
    """Another team usually does this work. You may go on: say in the reason why this team."""
    return team.kind in usual_kinds(tier, chosen)


def warning(tier, team, chosen=()):
    """The sentence to show beside the choice of a team, or an empty one when the team usually does it."""
    if usual_team(tier, team, chosen):
        return ""
    kinds = sorted(str(Team.Kind(kind).label) for kind in usual_kinds(tier, chosen))
    names = f" Usually: {', '.join(kinds)}." if kinds else ""
    return f"{usual_team.wording}{names}"
