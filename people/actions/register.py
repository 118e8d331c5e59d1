"""A second record of one person is the mistake that costs most later, so a match must be looked at before a first one is made."""

from bep.access.models import Team
from bep.audit.record import action, detail
from bep.kit.locking import created
from bep.kit.rules import Refused
from people import permissions as may
from people.actions.involve import involve
from people.matching import find_matches
from people.models import Involvement, Person
from people.models.person import next_reference
from people.rules import check_codes, check_nhs_number_is_free

TEAM = Involvement.Role.TEAM


class MayBeKnown(Refused):
    """We may already know this person. `candidates` are the matches nobody has looked at yet."""

    def __init__(self, candidates):
        super().__init__(
            "We may already know this person.",
            remedy="Look at each possible match. If it is none of them, say so and register again.",
        )
        self.candidates = candidates


@action("people.registered", "Registered a person", needs=may.REGISTER)
def register_person(
    *, given_name, family_name, by, checked_matches=False, candidates_shown=(), team=None, role=TEAM, reason="", **facts
):
    """Makes the record of a person who matches nobody, or whose matches (their keys) the worker has looked at and ruled out.

    They join a team's people, in the role named: the team named, else the worker's own; else the worker's alone.
    """
    check_matches_looked_at(given_name, family_name, facts, checked_matches, candidates_shown, by)
    check_codes(facts)
    check_nhs_number_is_free(facts.get("nhs_number", ""), by)
    names = {"given_name": given_name, "family_name": family_name}
    person = created(Person(reference=next_reference(), **names, **facts))
    detail(matches_ruled_out=len(candidates_shown))
    begin_with(person, team, role, by)
    return person


def check_matches_looked_at(given_name, family_name, facts, checked, shown, by):
    known = {name: facts[name] for name in ("birth_date", "nhs_number", "postcode") if facts.get(name)}
    found = find_matches(given_name=given_name, family_name=family_name, worker=by, **known)
    if any(candidate.key not in shown for candidate in found) or (found and not checked):
        raise MayBeKnown(found)


def begin_with(person, team, role, by):
    team = team or (by.pk and Team.objects.filter(pk__in=by.team_ids).order_by("pk").first())
    if team:
        involve(person=person, team=team, role=role, by=by)
    elif by.pk:
        involve(person=person, worker=by, role=Involvement.Role.WORKER, by=by)
