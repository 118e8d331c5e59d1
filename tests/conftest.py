"""What every test may ask for: the database of tests/database.py and the people of tests/cast.py."""

import gc
import os

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from bep.kit import council, memory, reference, targets
from tests.browser.axe import browser, page_as
from tests.cast import as_, cast
from tests.database import django_db_setup, use_own_broker
from tests.order import dealt

# A busy machine is no fault of a rule; and CI tries the same examples each time, so that red means something changed.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("project")
use_own_broker()
gc.disable()  # until all is collected
ScryptPasswordHasher.work_factor = 2  # a password's hash is slow on purpose, and nothing is proved by waiting for it
# What is remembered does not go out of date in the middle of a count of queries.
memory.IN_CACHE = memory.IN_PROCESS = 600


class NotingDeletions:
    """The cache, and which keys were deleted from it."""

    def __init__(self):
        self.deleted = {"on_duty"}  # whoever it was in this test

    def __getattr__(self, name):
        return getattr(cache, name)

    def delete(self, key):
        self.deleted.add(key)
        cache.delete(key)


@pytest.fixture(autouse=True)
def nothing_remembered_of_another_test(monkeypatch):
    """The cache is not undone with the rows: what a test changed, and who was on duty in it, is read anew by the next."""
    from people.my_work_page import ON_DUTY

    noting = NotingDeletions()
    monkeypatch.setattr(memory, "cache", noting)
    yield
    for kept in (ON_DUTY, council.memory, reference.memory, targets.memory):
        if kept.key in noting.deleted:
            kept.forget()


def pytest_collection_modifyitems(items):
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    if processes > 1:
        items[:] = dealt(items, processes)


def pytest_collection_finish():
    """What is imported and collected stays to the end: it is not looked through for garbage again and again. And a page makes
    more objects than the 700 after which Python would look."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)


__all__ = ["as_", "browser", "cast", "django_db_setup", "page_as"]
