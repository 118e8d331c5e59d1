"""The memory of a demo at work: every page opened by many at once, documents laid out, a return built, at both sizes.

As PSS, which counts memory that processes share once: PostgreSQL's own would else be counted for each connection.
"""

import subprocess
import sys
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bep import embedded, supervisor
from borough.bench import BIG, at_most
from borough.bench.databases import ROOT, environment
from borough.bench.turns import pages

ROOM = "pathway"
DEMO, PROCESS = 1536, 250  # MiB
AT_ONCE, ROUNDS = 6, 4
KINDS = {"web": "bin/gunicorn", "worker": " worker "}


def measure():
    if not Path("/proc/self/smaps_rollup").exists():
        return  # Linux only
    for scale in (1, BIG):
        peaks = peaks_of_demo(scale)
        yield at_most(f"pathway.memory.demo_{scale}x", peaks["all"], DEMO, f"MiB, the whole demo at {scale}x")
        for kind in KINDS:
            unit = f"MiB, the largest {kind} process at {scale}x"
            yield at_most(f"pathway.memory.{kind}_{scale}x", peaks[kind], PROCESS, unit)


def peaks_of_demo(scale):
    with demo(scale) as (process, address), pages("demo", scale) as opened, watched(process.pid) as peaks:
        work(address, opened.described.values())
        build_a_return(scale)
    return peaks


@contextmanager
def demo(scale):
    """`make demo` itself on this database: (its process, its address). Afterwards it is stopped, and its files are gone."""
    port = supervisor.free_port()
    with TemporaryDirectory() as files:
        # An instance of its own name, so that it neither meets a demo of this clone nor stops the servers that we use.
        own = {"BEP_INSTANCE": f"{embedded.instance()}-memory", "BEP_MADE_BY": "bench", "MEDIA_ROOT": files}
        command, own["PORT"] = [sys.executable, "-m", "bep.supervisor"], str(port)
        process = subprocess.Popen(command, cwd=ROOT, env=environment(scale) | own, stdout=subprocess.PIPE, text=True)
        try:
            if not any(line.startswith("Ready at") for line in process.stdout):
                raise SystemExit("The demo did not start: see above.")
            yield process, f"http://{supervisor.HOST}:{port}"
        finally:
            process.terminate()
            process.communicate()


# --- work for it to do ------------------------------------------------------------------------------------------------
def work(address, described):
    """Each page several times, several at once, as people with their own sign-ins."""
    asked = [(address + page["address"], page["cookie"]) for page in described] * ROUNDS
    with ThreadPoolExecutor(AT_ONCE) as readers:
        for _ in readers.map(fetch, asked):
            pass


def fetch(asked):
    address, cookie = asked
    request = urllib.request.Request(address, headers={"Cookie": cookie})  # noqa: S310 (our own address)
    with urllib.request.urlopen(request, timeout=300) as answer:  # noqa: S310
        answer.read()


def build_a_return(scale):
    """By the demo's own worker process, which hears of it over the same Valkey."""
    subprocess.run([sys.executable, "-m", "borough.bench.errand"], cwd=ROOT, env=environment(scale), check=True)


# --- what it holds meanwhile ------------------------------------------------------------------------------------------
@contextmanager
def watched(pid):
    """{"all", "web", "worker"}: the most MiB seen of the whole demo, and of any one process of a kind, while inside."""
    peaks, done = dict.fromkeys(["all", *KINDS], 0.0), threading.Event()
    watcher = threading.Thread(target=watch, args=(pid, peaks, done))
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


def watch(pid, peaks, done):
    while not done.wait(0.3):
        held = {one: pss(one) for one in family({pid, *servers()})}
        peaks["all"] = max(peaks["all"], sum(held.values()))
        for kind, sign in KINDS.items():
            largest = max((held[one] for one in held if sign in command(one)), default=0.0)
            peaks[kind] = max(peaks[kind], largest)


def servers():
    """PostgreSQL and Valkey, where they are our own."""
    home = str(embedded.home())
    return {pid for pid in processes() if command(pid).startswith(home)}


def family(roots):
    """The processes and all that came of them."""
    parents = {pid: parent(pid) for pid in processes()}
    found, more = set(), set(roots)
    while more:
        found |= more
        more = {pid for pid, of in parents.items() if of in found} - found
    return found


def processes():
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def command(pid):
    return read(pid, "cmdline").replace("\0", " ")


def parent(pid):
    fields = read(pid, "stat").rpartition(")")[2].split()
    return int(fields[1]) if fields else 0


def pss(pid):
    """MiB; nothing for a process that has ended meanwhile."""
    lines = read(pid, "smaps_rollup").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def read(pid, name):
    try:
        return Path(f"/proc/{pid}/{name}").read_text(errors="replace")
    except OSError:
        return ""
