"""Every test runs once, and the long ones are dealt out: see order.py."""

from types import SimpleNamespace

import pytest

from tests.order import dealt, sizes

JOURNEY, DEMO = "tests/browser/test_journey.py", "tests/infra/test_supervisor.py"


def made(**files):
    return [SimpleNamespace(nodeid=f"{path}::test_{n}") for path, count in files.items() for n in range(count)]


@pytest.mark.parametrize("processes", [2, 3, 4])
@pytest.mark.parametrize("others", [0, 1, 50])
def test_each_test_is_dealt_once(processes, others):
    items = made(**{"tests/access/test_sweep.py": 8, JOURNEY: 1, DEMO: 3, "tests/people/test_a.py": others})
    found = dealt(items, processes)
    assert sorted(item.nodeid for item in found) == sorted(item.nodeid for item in items)


def test_the_long_ones_begin_in_different_processes_and_a_shared_fixture_stays_whole():
    found = dealt(made(**{"tests/people/test_a.py": 20, JOURNEY: 1, DEMO: 3}), 2)
    assert [item.nodeid for item in found[:3]] == [f"{DEMO}::test_{n}" for n in range(3)]
    assert found[12].nodeid == f"{JOURNEY}::test_0"


def test_runs_are_cut_as_pytest_xdist_cuts_them():
    assert sizes(11, 3) == [3, 4, 4]
    assert sizes(10, 3) == [3, 3, 4]
