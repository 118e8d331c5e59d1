"""`make demo` started by a script that ignores Ctrl-C, and stopped in each way people stop things."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bep import embedded
from bep.supervisor import free_port

INSTANCE = f"demo-of-test-{os.getpid()}"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def environment():
    """An instance of this module's own, forgotten at the end; its second start is quick, as a demo's is."""
    ours = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}}
    yield ours | {"BEP_INSTANCE": INSTANCE}
    for path in embedded.home().parent.glob(f"*-{INSTANCE}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture
def demo(tmp_path, environment, arguments):
    """A demo without people, in the background of a script, SIGINT ignored as it then is; yields how to reach it."""
    port, output = free_port(), tmp_path / "output"
    environment |= {"PORT": str(port), "DEMO": arguments}
    # The clone is ready when tests run: `-o setup` tells make so.
    script = f"trap '' INT; make -o setup demo PYTHON={sys.executable} >{output} 2>&1 & echo $!"
    started = subprocess.run(["sh", "-c", script], cwd=embedded.CLONE, env=environment, capture_output=True, text=True)
    make = int(started.stdout)
    try:
        wait(lambda: "Ready at" in output.read_text() or gone(make), 240)
        assert "Ready at" in output.read_text(), output.read_text()
        yield {"make": make, "supervisor": only_child(make), "port": port}
    finally:
        for pid in ours():
            os.kill(pid, signal.SIGKILL)


def wait(done, seconds):
    """Seconds until it was done."""
    start = time.monotonic()
    while not done():
        assert time.monotonic() - start < seconds, f"not done after {seconds} seconds"
        time.sleep(0.05)
    return time.monotonic() - start


def gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def only_child(pid):
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def ours():
    """Every process of this demo: it has the instance's name in its environment or in its command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if INSTANCE.encode() in words and not gone(folder.name):
            found.append(int(folder.name))
    return found


@pytest.mark.parametrize(
    ("arguments", "whom", "number", "seconds"),
    [
        ("--empty --reset", "supervisor", signal.SIGINT, 6),
        ("--empty", "make", signal.SIGTERM, 6),
        ("--empty", "supervisor", signal.SIGKILL, 20),  # nobody is left to hurry the others
    ],
)
def test_stopping_leaves_no_process_and_no_port(demo, environment, whom, number, seconds):
    assert len(ours()) > 8
    assert f"kill {demo['supervisor']}" in refusal(environment)
    assert "Choose another: PORT=" in refusal(environment | {"BEP_INSTANCE": f"{INSTANCE}-other"})
    os.kill(demo[whom], number)
    wait(lambda: not ours(), seconds)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", demo["port"]), timeout=2)


def refusal(environment):
    """What a second demo says, on the same port."""
    command = [sys.executable, "-m", "bep.supervisor"]
    done = subprocess.run(command, cwd=embedded.CLONE, env=environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    return done.stdout
