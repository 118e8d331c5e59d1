"""Nobody sees what they may not: asked of every URL, by every method, as every role. See sweep.py for what is expected."""

import pytest
import time_machine
from django.test import TransactionTestCase

from bep.access.models import Role
from bep.kit import clock
from tests.access.lighter import lighten
from tests.access.odd import Odd
from tests.access.sweep import Sweep
from tests.access.urls import routes
from tests.access.world import LATER, ROLES, make_world

PARTS = 4  # of the URLs, for both of CI's processes to share
pytestmark = pytest.mark.timeout(600)  # the first of them also makes the world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        lighten(patch, tmp_path_factory.mktemp("media"))
        with time_machine.travel(clock.now() + LATER, tick=False):
            yield make_world(ROLES)
        TransactionTestCase._fixture_teardown(None)  # a fresh copy of the database: see tests/database.py


FLOORS = {"cells": 4000, "denied": 1100, "absent": 1250, "opened": 900, "shown": 500, "counted": 210}  # in each part


def test_every_role_of_the_presets_is_swept(world):
    assert set(ROLES) == set(world.workers) == set(Role.objects.values_list("key", flat=True))
    assert len(list(routes())) > 300


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_sees_what_they_may_not(part, world):
    result = Sweep(world, list(routes())[part::PARTS]).run()
    assert not result.findings, "\n".join(result.findings)
    assert {name: getattr(result, name) for name, least in FLOORS.items() if getattr(result, name) < least} == {}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_there_and_stands_odd_arguments(part, world):
    odd = Odd(world, list(routes())[part::PARTS]).run()
    assert not odd.findings, "\n".join(odd.findings)
    assert odd.requests > 350
