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
BORN = date(1992, 3, 12)


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
    (person,) = make_people([(reference, given_name, family_name, lead, team, facts)])
    return person


def make_people(wanted):
    """People with who works with them, in three statements however many they are: every test begins with this."""
    wanted = list(wanted)
    people = [
        Person(reference=reference, given_name=given, family_name=family, **{"birth_date": BORN, **facts})
        for reference, given, family, _, _, facts in wanted
    ]
    Person.objects.bulk_create(people)
    teams = dict(Team.objects.filter(name__in={row[4] for row in wanted}).values_list("name", "pk"))
    involved = []
    for person, (*_, lead, team, _facts) in zip(people, wanted, strict=True):
        involved += [Involvement(person=person, worker=lead, role="lead")] if lead else []
        involved += [Involvement(person=person, team_id=teams[team], role="team")] if team else []
    Involvement.objects.bulk_create(involved)
    return people


EAST, WEST = "East Local Enablement Team", "West Local Enablement Team"
PEOPLE = {
    # first name: (reference, given name, family name, who leads, team, more)
    "priya": ("BEP-900001", "Priya", "Nair", "amara", EAST, {"preferred_name": "Pri"}),
    "daniel": ("BEP-900002", "Daniel", "Osei", "ben", WEST, {}),
    "rosa": ("BEP-900003", "Rosa", "Hale", "amara", EAST, {"restricted": True}),
}


@pytest.fixture
def cast(db):
    """Everybody, as attributes: cast.amara, cast.priya. The preset (roles, teams, lists) is in the test database already."""
    with given():
        workers = make_workers()
        people = make_people((*row[:3], workers[row[3]], *row[4:]) for row in PEOPLE.values())
    return SimpleNamespace(**workers, **dict(zip(PEOPLE, people, strict=True)))


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
