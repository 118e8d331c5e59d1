"""In which order processes share the tests: the long ones first, dealt out evenly, so that none is left over at the end.

pytest-xdist gives each process one run of the list, and lets whoever is done take from the end of another's. Alphabetically
one process had every browser test, and the others waited for it for minutes.
"""

from itertools import groupby

# About how many seconds each takes, whole files that share a fixture as one; of several names that fit, the first. A wrong
# number costs time and nothing else.
FILES = {
    "tests/infra/test_supervisor.py": 65,
    "tests/borough/test_totals.py": 15,
    "tests/reporting/test_cld_kill.py": 20,
}
TESTS = {
    "tests/access/test_sweep.py::test_nobody_sees": 35,
    "tests/access/test_sweep.py::test_every_page": 10,
    "tests/browser/test_journey.py": 35,
    "tests/browser/test_every_page.py": 30,
    "tests/browser/test_rota_journey.py": 30,
    "tests/safeguarding/test_sealed": 9,
    "tests/browser/": 12,
    "tests/kit/test_jobs_kill.py": 5,
    "tests/enablement/test_plan_pdf.py": 2,
}


def dealt(items, processes):
    """The same tests: as many runs as processes, alike in length, each with its share of the long ones at its head."""
    hands = [[] for _ in range(processes)]
    taken = [0] * processes
    light = []
    for seconds, bundle in sorted(bundles(items), key=lambda found: -found[0]):
        if seconds:
            least = taken.index(min(taken))
            taken[least] += seconds
            hands[least] += bundle
        else:
            light += bundle
    return [
        item
        for hand, size in zip(hands, sizes(len(items), processes), strict=True)
        for item in filled(hand, light, size)
    ]


def bundles(items):
    """(seconds, tests that go together): a file that shares its fixture, else one test; nothing for what takes no time."""
    for path, group in groupby(items, key=lambda item: item.nodeid.partition("::")[0]):
        if path in FILES:
            yield FILES[path], list(group)
        else:
            yield from ((seconds_of(item.nodeid), [item]) for item in group)


def seconds_of(test):
    return next((TESTS[known] for known in TESTS if test.startswith(known)), 0)


def sizes(count, processes):
    """As pytest-xdist cuts the list: equal runs, the last ones longer by one where it does not divide."""
    return [count // processes + (processes - number <= count % processes) for number in range(processes)]


def filled(hand, light, size):
    room = max(size - len(hand), 0)
    hand, light[:room] = hand + light[:room], []
    return hand
