"""What this room loads from a council's preset: hubs with their weekly sessions, and the community directory."""

from datetime import date

from bep.access.actors import actor
from bep.access.models import Locality
from bep.kit import targets
from bep.presets import loader
from referrals import permissions as may
from referrals.actions.hubs import make_sessions
from referrals.models import Hub, Organisation, SessionRule

CLOCK = actor("the clock", may.MANAGE_HUBS)
RULES_BEGIN = date(2015, 4, 1)


@loader("hub")
def load_hubs(rows):
    """Loads hubs and their weekly rules, then makes the sessions of the weeks ahead."""
    localities = {locality.name: locality for locality in Locality.objects.all()}
    for row in rows:
        facts = dict(row)
        sessions, partners = facts.pop("sessions", []), facts.pop("partners", "")
        facts["locality"] = localities.get(facts.pop("locality", None))
        hub, _ = Hub.objects.update_or_create(name=facts.pop("name"), defaults=facts)
        for rule in sessions:
            key = {"hub": hub, "weekday": rule["weekday"], "starts": rule["starts"], "first_day": RULES_BEGIN}
            rest = {"ends": rule["ends"], "places": rule["places"], "drop_in": rule["drop_in"], "partners": partners}
            SessionRule.objects.update_or_create(**key, defaults=rest)
    targets.forget()  # the weeks ahead may have just been loaded
    make_sessions(by=CLOCK)


@loader("organisation")
def load_organisations(rows):
    for row in rows:
        Organisation.objects.update_or_create(name=row["name"], defaults={k: v for k, v in row.items() if k != "name"})
