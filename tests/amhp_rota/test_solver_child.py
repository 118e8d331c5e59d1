"""The solver in a process of its own: it tells how far it is, stops politely with the best so far, and may be killed."""

import subprocess
import sys

import pytest

from amhp_rota.solver.checker import check
from amhp_rota.solver.child import ROOT, Child, SolverDied
from tests.amhp_rota.small import REST, rota

pytestmark = pytest.mark.slow


def followed(child):
    seen = []
    while not child.over:
        if step := child.next(10):
            seen.append(step)
    return seen


def test_it_tells_its_progress_its_outcome_and_its_memory():
    with Child(rota(), seconds=10) as child:
        seen = followed(child)
    assert seen[-1].penalty is not None
    assert child.outcome.state == "optimal"
    assert check(rota(), child.outcome.roster) == []
    assert 20 < child.memory < 500


def test_its_memory_is_its_own_and_not_that_of_whoever_started_it():
    ballast = bytearray(b"x") * (600 << 20)
    with Child(rota(), seconds=10) as child:
        followed(child)
    assert len(ballast) > child.memory << 20
    assert child.memory < 500


def test_a_polite_stop_keeps_the_best_so_far():
    problem = rota("a b c d e f g h i j k l m n o p q r s t", days=42, rules=(REST,))
    with Child(problem, seconds=60) as child:
        while not (step := child.next(20)) or not step.roster:
            pass
        child.stop()
        followed(child)
    assert child.outcome.made
    assert child.outcome.seconds < 30


def test_a_killed_solver_is_told_apart_from_one_that_found_nothing():
    with Child(rota(), seconds=10) as child:
        child.kill()
        with pytest.raises(SolverDied):
            followed(child)


def test_the_solver_imports_no_django():
    code = "import sys, amhp_rota.solver.solve, amhp_rota.solver.child; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_whoever_only_asks_checks_or_reads_does_not_carry_the_solver():
    words = "import sys, amhp_rota.solver.checker, amhp_rota.solver.child, amhp_rota.solver.fair"
    code = f"{words}; print({{'ortools', 'pandas', 'numpy'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
