"""The fixed cast of every test. East and West are two localities; who is in one must not see the other's people.

Workers: Amara (social worker, East), Ben (social worker, West), Joan (manager, East), Tom (business support, hub),
Sara (hub duty), Ruth (AMHP), Theo (trainee, East), Pia (peer supporter, no team), Cora (commissioner), Ida (information
governance), Ada (administrator). People: Priya (East, Amara leads), Daniel (West, Ben leads), Rosa (East, restricted).
"""

from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import transaction

from bep.access.actors import actor
from bep.access.models import Membership, Role, Team, Worker
from bep.audit.record import named
from people.models import Involvement, Person

SETUP = actor("the test's own setting-up")

WORKERS = {
    # first name: (full name, role key, team, manages)
    "amara": ("Amara Bell", "social_worker", "East Local Enablement Team", False),
    "ben": ("Ben Okoro", "social_worker", "West Local Enablement Team", False),
    "joan": ("Joan Marsh", "team_manager", "East Local Enablement Team", True),
    "wendy": ("Wendy Clarke", "team_manager", "West Local Enablement Team", True),
    "tom": ("Tom Grant", "business_support", "Hub front door", False),
    "sara": ("Sara Lind", "hub_duty", "Hub front door", False),
    "ruth": ("Ruth Levy", "amhp", "AMHP Service", False),
    "theo": ("Theo Price", "trainee", "East Local Enablement Team", False),
    "pia": ("Pia Rossi", "peer_supporter", None, False),
    "cora": ("Cora Finch", "commissioner", None, False),
    "ida": ("Ida Novak", "ig_officer", None, False),
    "ada": ("Ada Stone", "administrator", None, False),
}
PASSWORD = "correct horse battery staple"


@contextmanager
def given():
    """For a test's own setting-up: writes inside are named, as the database's guard demands."""
    with transaction.atomic(), named("test", SETUP):
        yield


def make_worker(key):
    return make_workers([key])[key]


def make_workers(keys=tuple(WORKERS)):
    """{key: worker}, a handful of statements for them all: most tests begin with this."""
    chosen = {key: WORKERS[key] for key in keys}
    facts = {"is_demo": True, "password": "!"}
    workers = {
        key: Worker(email=f"{key}@barnet.example", name=name, job_title=name, **facts)
        for key, (name, *_) in chosen.items()
    }
    Worker.objects.bulk_create(workers.values())
    groups = dict(Role.objects.values_list("key", "group_id"))
    teams = dict(Team.objects.values_list("name", "pk"))
    Worker.groups.through.objects.bulk_create(
        Worker.groups.through(worker=workers[key], group_id=groups[role]) for key, (_, role, *_) in chosen.items()
    )
    Membership.objects.bulk_create(
        Membership(worker=workers[key], team_id=teams[team], manages=manages)
        for key, (_, _, team, manages) in chosen.items()
        if team
    )
    return workers


def make_person(reference, given_name, family_name, *, lead=None, team=None, **facts):
    facts.setdefault("birth_date", date(1992, 3, 12))
    person = Person.objects.create(reference=reference, given_name=given_name, family_name=family_name, **facts)
    if lead:
        Involvement.objects.create(person=person, worker=lead, role="lead")
    if team:
        Involvement.objects.create(person=person, team=Team.objects.get(name=team), role="team")
    return person


@pytest.fixture
def cast(db):
    """Everybody, as attributes: cast.amara, cast.priya. The preset (roles, teams, lists) is in the test database already."""
    with given():
        everybody = make_workers()
        east, west = "East Local Enablement Team", "West Local Enablement Team"
        everybody |= {
            "priya": make_person(
                "BEP-900001", "Priya", "Nair", lead=everybody["amara"], team=east, preferred_name="Pri"
            ),
            "daniel": make_person("BEP-900002", "Daniel", "Osei", lead=everybody["ben"], team=west),
            "rosa": make_person("BEP-900003", "Rosa", "Hale", lead=everybody["amara"], team=east, restricted=True),
        }
    return SimpleNamespace(**everybody)


@pytest.fixture
def as_(client):
    """A browser signed in as a worker, second factor and all: as_(cast.amara).get(url)."""

    def sign_in(worker):
        client.force_login(worker, backend="bep.access.backends.RolesOnly")
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return sign_in
