"""A duty rota as a typed problem, and its answer with reasons. This package imports no Django and reads no database.

    outcome = solve(problem, seconds=30)        # solve.py; or, in a process of its own that can be killed, child.py
    breaches = check(problem, outcome.roster)   # checker.py, by another hand: it shares only the problem's types

`problem.py` says what may be asked, `outcome.py` what comes back. Nothing is imported here: OR-Tools is heavy, and whoever
only asks, checks or reads must not carry it.
"""
