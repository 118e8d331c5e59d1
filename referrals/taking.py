"""From the pages of the staff form to one action: register where nobody is known, receive, attach."""

from dataclasses import dataclass, field

from django.db import transaction

from bep.kit.rules import Refused
from people.actions import register_person
from people.matching import find_matches
from referrals import actions
from referrals.actions.involve import ROLE
from referrals.forms.take import MatchForm
from referrals.places import hub_team, team_for

# What the record of a new person takes over from their referral.
CARRIED = (
    "given_name", "family_name", "preferred_name", "birth_date", "nhs_number", "gender", "address", "postcode", "phone",
    "email", "gp_practice_name", "communication_needs", "interpreter_language",
)  # fmt: skip


@dataclass
class Chosen:
    """What the worker said about who it is: a candidate's key, "new" or "later"; `seen` are the candidates they were shown."""

    match: str
    seen: list = field(default_factory=list)


def probe(facts):
    """What the matcher asks about somebody."""
    return {n: facts.get(n) or None if n == "birth_date" else facts.get(n) or "" for n in
            ("given_name", "family_name", "birth_date", "nhs_number", "postcode")}  # fmt: skip


def take(about_person, chosen, about_referral, *, by):
    """One transaction: nothing is registered unless the referral is received too."""
    upload = about_referral.pop("file", None)
    facts = {**about_person, **about_referral}
    with transaction.atomic():
        person = whom(facts, chosen, by)
        referral = actions.receive(facts=facts, person=person, by=by)
        if upload:
            actions.attach(referral=referral, upload=upload, by=by)
    return referral


def whom(facts, chosen, by):
    if chosen.match == MatchForm.LATER:
        return None
    if chosen.match == MatchForm.NEW:
        return register(facts, chosen.seen, by)
    return candidate(facts, chosen.match, by)


def register(facts, seen, by):
    """A new person with what the referral says of them; they join the people of the team that takes it."""
    carried = {n: facts[n] for n in CARRIED if facts.get(n)}
    team = team_for(facts.get("postcode", "")) or hub_team()
    return register_person(**carried, checked_matches=True, candidates_shown=seen, team=team, role=ROLE, by=by)


def candidate(facts, key, by):
    for found in find_matches(**probe(facts), worker=by):
        if found.key == key and not found.hidden:
            return found.person
    raise Refused("That person is no longer among the matches.", field="match", remedy="Go back and choose again.")


def match(referral, answer, candidates, *, by):
    """What a worker said about a referral that is here already; "later" leaves it as it is."""
    if answer["match"] == MatchForm.LATER:
        return referral
    facts = {name: getattr(referral, name) for name in CARRIED}
    with transaction.atomic():
        person = whom(facts, Chosen(answer["match"], [c.key for c in candidates]), by)
        return actions.match(referral=referral, version=answer["version"], person=person, by=by)
