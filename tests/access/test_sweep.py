"""Nobody sees what they may not: asked of every URL, by every method, as every role. See sweep.py for what is expected."""

import pytest
from django.test import TransactionTestCase

from bep.access.models import Role
from tests.access.sweep import Sweep
from tests.access.urls import routes
from tests.access.world import ROLES, lighten, make_world

pytestmark = pytest.mark.timeout(600)  # the first of them also makes the world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        lighten(patch, tmp_path_factory.mktemp("media"))
        yield make_world(ROLES)
        TransactionTestCase._fixture_teardown(None)  # a fresh copy of the database: see tests/database.py


def test_every_role_of_the_presets_is_swept(world):
    assert set(ROLES) == set(Role.objects.values_list("key", flat=True))
    assert len(list(routes())) > 230


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_as(role, world):
    result = Sweep(world.workers[role], world, turn=ROLES.index(role)).run()
    assert not result.findings, "\n".join(result.findings)
    assert result.requests > 400


def test_as_nobody(world):
    result = Sweep(None, world).run()
    assert not result.findings, "\n".join(result.findings)
    assert result.requests > 400
