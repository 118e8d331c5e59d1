"""Managers, officers and concerns for this room's tests, made by the same actions that the screens use."""

import pytest

from bep.access.models import Membership, Role, Team, Worker
from people.models import Person
from safeguarding.concern import actions
from safeguarding.models import Concern, Provider
from tests.cast import given

PEOPLE = {
    "sunita": ("Sunita Rao", "sam"),
    "gareth": ("Gareth Pugh", "sam"),
    "olive": ("Olive Marsh", "enquiry_officer"),
    "ewan": ("Ewan Reid", "enquiry_officer"),
}


def make(key):
    name, role = PEOPLE[key]
    with given():
        worker = Worker.objects.create(email=f"{key}@barnet.example", name=name, password="!")
        worker.groups.add(Role.objects.get(key=role).group)
        Membership.objects.create(worker=worker, team=Team.objects.get(name="Safeguarding Adults"))
    return worker


@pytest.fixture
def safe(cast):
    """The cast, with two safeguarding adults managers (Sunita, Gareth) and two enquiry officers (Olive, Ewan)."""
    for key in PEOPLE:
        setattr(cast, key, make(key))
    return cast


def facts(**more):
    """What a worker takes down: money of Priya's goes missing when her nephew visits."""
    return {
        "channel": "staff", "what": "Her bank card was used while she was in hospital.", "kinds": ["financial"],
        "location": "own_home", "source": "family", "alleged": "Her nephew", "safe_now": "yes", "police": "to_tell",
        "knows": "yes", "views": "I want my card back and no fuss.", "consent": "yes", "reporter_kind": "council",
    } | more  # fmt: skip


def raised(by, person=None, **more):
    return actions.raise_concern(facts=facts(**more), person=person, by=by)


def provider(name="Elm Court", kind="residential"):
    with given():
        return Provider.objects.get_or_create(name=name, postcode="N12 0AA", defaults={"kind": kind})[0]


def reload(record):
    return type(record).objects.get(pk=record.pk)


def restricted(person):
    with given():
        Person.objects.filter(pk=person.pk).update(restricted=True)
    return reload(person)


def seen(worker):
    return set(Concern.objects.visible_to(worker).values_list("pk", flat=True))


def make_in_role(role):
    with given():
        worker = Worker.objects.create(email=f"{role}@barnet.example", name=f"Somebody in {role}", password="!")
        worker.groups.add(Role.objects.get(key=role).group)
    return worker
