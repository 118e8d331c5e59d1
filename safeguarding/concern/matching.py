"""Which adult a concern is about: one of those we know, or somebody to register."""

from django.db import transaction

from bep.kit.rules import Refused
from people.actions import register_person
from referrals.forms.take import MatchForm
from safeguarding.concern import actions

CARRIED = ("given_name", "family_name", "birth_date", "nhs_number", "address", "postcode", "phone")


def match(concern, answer, candidates, *, by):
    """What a worker said; "later" leaves it as it is."""
    if answer["match"] == MatchForm.LATER:
        return concern
    with transaction.atomic():
        person = whom(concern, answer["match"], candidates, by)
        return actions.match(concern=concern, version=answer["version"], person=person, by=by)


def whom(concern, chosen, candidates, by):
    if chosen == MatchForm.NEW:
        return register(concern, candidates, by)
    for found in candidates:
        if found.key == chosen and not found.hidden:
            return found.person
    raise Refused("That person is no longer among the matches.", field="match", remedy="Go back and choose again.")


def register(concern, candidates, by):
    carried = {name: getattr(concern, name) for name in CARRIED if getattr(concern, name)}
    if not (concern.given_name and concern.family_name):
        raise Refused("Registering somebody needs both names.", field="match", remedy="Find out their names first.")
    return register_person(
        **carried, checked_matches=True, candidates_shown=[c.key for c in candidates], role=actions.ROLE,
        team=actions.safeguarding_team(), by=by,
    )  # fmt: skip
