"""The AMHP rota's solver: its goals on the 22 AMHPs of seed 000's Table 8, and published instances beside their best-known."""

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from amhp_rota.solver import problem as p
from amhp_rota.solver.checker import check
from amhp_rota.solver.child import Child
from borough.bench import Measure, at_most, printed
from borough.bench.amhp_problems import NIGHT, barnet, penalty, published

SECONDS = float(os.environ.get("BENCH_ROTA_SECONDS", "60"))
FOLDER = Path(os.environ.get("BENCH_ROSTERING", settings.BASE_DIR.parent / "shared" / "domain" / "rostering"))
# Best-known penalties of the public benchmark (schedulingbenchmarks.org); the first one was proven long ago.
BEST_KNOWN = {1: 607, 2: 828, 4: 1716, 5: 1143, 6: 1950}


def measure():
    problem = barnet()
    outcome, memory = solved(problem, 60)
    yield from four_weeks(problem, outcome)
    yield printed("amhp.solver.memory", memory, "MiB at most, in a process of its own")
    ill = after_sickness(problem, outcome.roster)
    again, _ = solved(ill, 60)
    yield at_most("amhp.replan.seconds", again.seconds, 5, "s to re-plan after one sickness")
    yield printed("amhp.replan.changes", len(again.explanation.taken), "duties that change hands")
    yield from clash(problem)
    yield from instances()


def instances():
    """The published ones are not ours to give away: whoever measures has them in a folder, and hears where it was looked for."""
    found = {number: FOLDER / f"Instance{number}.txt" for number in BEST_KNOWN}
    missing = [path.name for path in found.values() if not path.exists()]
    if missing:
        sys.stderr.write(
            f"Not measured: {', '.join(missing)} of the shift-scheduling benchmarks (schedulingbenchmarks.org). "
            f"Put them into {FOLDER}, or say BENCH_ROSTERING=<their folder>.\n"
        )
    for number, path in found.items():
        if path.exists():
            yield from instance(number, BEST_KNOWN[number], published(path.read_text()))


def four_weeks(problem, outcome):
    proven = outcome.state == "optimal"
    yield at_most("amhp.rota.legal", outcome.first_legal, 5, "s to a legal rota of four weeks for 22")
    yield Measure(
        "amhp.rota.optimal", outcome.seconds, "s to the proven best", "at most 30", proven and outcome.seconds <= 30
    )
    yield at_most("amhp.rota.breaches", len(check(problem, outcome.roster)), 0, "rules broken, by the checker")


def solved(problem, seconds):
    with Child(problem, seconds=seconds) as child:
        while not child.over:
            child.next(5)
    return child.outcome, child.memory


def after_sickness(problem, roster):
    """Whoever has a night in the second week is ill from that day for twelve days."""
    ninth = problem.first + timedelta(days=9)
    sick = next(duty.person for duty in roster if duty.kind == NIGHT and duty.day >= ninth)
    away = p.Away(ninth, ninth + timedelta(days=11), "sick")
    people = tuple(replace(who, away=(*who.away, away)) if who.id == sick else who for who in problem.people)
    return replace(problem, people=people, previous=roster)


def clash(problem):
    """Nine people for the nights of four weeks, two each: too few, and who and when is named."""
    few = tuple(replace(who, nights=n < 9) for n, who in enumerate(problem.people))
    outcome, _ = solved(replace(problem, people=few), 60)
    yield at_most("amhp.clash.seconds", outcome.seconds, 20, "s to say which rules clash and what would do")
    yield printed("amhp.clash.rules", len(outcome.conflict), f"rules clash, minimal: {outcome.conflict_is_minimal}")


def instance(number, best, problem):
    outcome, _ = solved(problem, SECONDS)
    breaches = check(problem, outcome.roster)
    found = penalty(problem, outcome.roster)
    yield printed(
        f"amhp.instance_{number}.penalty", found, f"after {SECONDS:.0f} s; best-known {best}, {outcome.state}"
    )
    yield printed(f"amhp.instance_{number}.above_best", 100 * (found / best - 1), "% above the best-known")
    yield at_most(f"amhp.instance_{number}.breaches", len(breaches), 0, "rules broken, by the checker")
