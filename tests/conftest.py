"""What every test may ask for: the database of tests/database.py and the people of tests/cast.py."""

import os

import pytest
from hypothesis import HealthCheck, settings

from bep.kit import memory
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
# What is remembered does not go out of date in the middle of a count of queries.
memory.IN_CACHE = memory.IN_PROCESS = 600


@pytest.fixture(autouse=True)
def nobody_on_duty_of_another_test():
    """Targets and code lists are those of every test; who is on duty is not, and the cache is not undone with the rows."""
    from people.my_work_page import ON_DUTY

    ON_DUTY.forget()


def pytest_collection_modifyitems(items):
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    if processes > 1:
        items[:] = dealt(items, processes)


__all__ = ["as_", "browser", "cast", "django_db_setup", "page_as"]
