"""Who sweeps, and whom they look for: by a name that no hint or example of a page has."""

import pytest

from bep.access.models import Membership, Role, Team, Worker
from people.models import Involvement
from tests.cast import given

NAMES = {"priya": "Quillfeather", "daniel": "Oxwoldham", "rosa": "Hartwhistle"}


@pytest.fixture
def people(cast, settings, tmp_path):
    """Whom pages are searched for, by a name that no hint or example of a page has."""
    settings.MEDIA_ROOT = tmp_path
    with given():
        for key, name in NAMES.items():
            person = getattr(cast, key)
            person.family_name = name
            person.save()
    return {name: getattr(cast, key) for key, name in NAMES.items()}


def in_the_role(key, person):
    """Somebody in this role, in the East team, who works with this person and with nobody else."""
    with given():
        worker = Worker.objects.create(email=f"{key}@sweep.example", name=f"Sweep {key}")
        worker.set_password("a lamp, a river, a coat")
        worker.save()
        worker.groups.add(Role.objects.get(key=key).group)
        Membership.objects.create(worker=worker, team=Team.objects.get(name="East Local Enablement Team"))
        Involvement.objects.create(person=person, worker=worker, role="worker")
    return worker
