"""A duty rota as a typed problem, and its answer with reasons. This package imports no Django and reads no database.

    outcome = solve(problem, seconds=30)        # or, in a process of its own that can be killed: child.start(problem)
    breaches = check(problem, outcome.roster)   # by another hand: it shares only the problem's types with the model

`problem.py` says what may be asked, `outcome.py` what comes back.
"""

from amhp_rota.solver.checker import check
from amhp_rota.solver.solve import solve

__all__ = ["check", "solve"]
