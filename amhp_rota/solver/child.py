"""Starts the solver in a process that can be stopped politely or killed, so that whoever asked keeps its memory and its life."""

import queue
import subprocess
import sys
import threading
from pathlib import Path

from amhp_rota.solver.wire import read, write

ROOT = Path(__file__).resolve().parents[2]


class SolverDied(Exception):
    """The solver's process ended without an outcome."""


class Child:
    """`next(timeout)` is the newest progress or None; when `outcome` is set it is over, and `memory` is its peak in MiB."""

    def __init__(self, problem, *, seconds):
        self.outcome, self.memory, self.lines = None, None, queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "amhp_rota.solver", str(seconds)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._talk, args=(write(problem),), daemon=True).start()

    def _talk(self, problem):
        try:
            self.process.stdin.write(problem)
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # it died before it had read its problem: the end of its output says so
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def next(self, timeout):
        """Waits at most `timeout` seconds for progress, and skips to the newest there is."""
        newest = None
        try:
            while self.memory is None:
                line = self.lines.get(timeout=0 if newest else timeout)
                if line is None:
                    raise SolverDied(f"The solver's process ended with {self.process.wait()}.")
                word, _, rest = line.partition(" ")
                newest = read(rest) if word == "progress" else newest
                self._keep(word, rest)
        except queue.Empty:
            pass
        return newest

    def _keep(self, word, rest):
        if word == "outcome":
            self.outcome = read(rest)
        elif word == "memory":
            self.memory = int(rest)

    @property
    def over(self):
        return self.memory is not None

    def stop(self):
        """Stop soon, and tell what was best by then."""
        self.process.terminate()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None and not self.over:
            self.process.kill()
        self.process.wait()
