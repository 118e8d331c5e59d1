"""Teams and localities. What a team worked with stays with it: it is closed, never removed."""

from bep.access.models import Locality, Team
from bep.access.permissions import MANAGE_TEAMS
from bep.audit.record import action
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused


@action("access.team_added", "Added a team", needs=MANAGE_TEAMS)
def add_team(*, by, **facts):
    check_name(Team, facts["name"])
    return Team.objects.create(**facts)


@action("access.team_changed", "Changed a team", needs=MANAGE_TEAMS)
def change_team(*, team, version, by, **facts):
    team = locked(team, version)
    check_name(Team, facts["name"], team)
    return saved(team, **facts)


@action("access.team_closed", "Closed a team", needs=MANAGE_TEAMS)
def close_team(*, team, reason, by):
    """No more work comes to it. Its workers must have moved first, or nobody would see its people."""
    here = team.memberships.filter(ends=None).count()
    if here:
        raise Refused(f"{here} workers are still in this team.", remedy="Move them to other teams first.")
    team.closed = clock.today()
    team.save(update_fields=["closed"])
    return team


@action("access.locality_added", "Added a locality", needs=MANAGE_TEAMS)
def add_locality(*, by, **facts):
    check_name(Locality, facts["name"])
    check_postcodes(facts["postcodes"])
    return Locality.objects.create(**facts)


@action("access.locality_changed", "Changed a locality", needs=MANAGE_TEAMS)
def change_locality(*, locality, version, by, **facts):
    locality = locked(locality, version)
    check_name(Locality, facts["name"], locality)
    check_postcodes(facts["postcodes"], locality)
    return saved(locality, **facts)


def check_name(model, name, own=None):
    if model.objects.filter(name__iexact=name).exclude(pk=own and own.pk).exists():
        raise Refused(f"There is already one called {name}.", field="name", remedy="Choose another name.")


def check_postcodes(postcodes, own=None):
    """A postcode belongs to one locality, or a referral would not know where to go."""
    for other in Locality.objects.exclude(pk=own and own.pk):
        if shared := sorted(set(postcodes) & set(other.postcodes)):
            raise Refused(
                f"{', '.join(shared)} belongs to {other.name} already.",
                field="postcodes",
                remedy="Take it from there first.",
            )
