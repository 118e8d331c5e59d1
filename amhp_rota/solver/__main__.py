"""The solver as a process of its own: a problem goes in, out come a line for each step, the outcome and its memory.

A polite end (SIGTERM) stops the search and keeps what was best; a rude one (SIGKILL) loses nothing but this search.
"""

import re
import signal
import sys
import threading
from pathlib import Path

from amhp_rota.solver.solve import solve
from amhp_rota.solver.wire import read, write


def main():
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    seconds = float(sys.argv[1])
    problem = read(sys.stdin.read())
    outcome = solve(problem, seconds=seconds, on_progress=lambda p: say("progress", p), should_stop=stop.is_set)
    say("outcome", outcome)
    sys.stdout.write(f"memory {peak_mib()}\n")


def peak_mib():
    """This program's own peak. `ru_maxrss` would not do: Linux hands it on across fork and exec, so it may be the starter's."""
    (kib,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(kib) // 1024


def say(word, value):
    sys.stdout.write(f"{word} {write(value)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
