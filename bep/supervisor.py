"""`make demo`: starts everything on this machine, waits, and stops everything in order.

Web, worker and beat run in sessions of their own, so that a Ctrl-C in the terminal reaches only this process, which
then stops them one by one: web first, so that nobody asks for more; PostgreSQL last, since all the others use it.
It handles its signals itself: a program started in the background of a script inherits SIGINT ignored, and one that
waits for KeyboardInterrupt would leave its children behind.
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

from bep import embedded

HOST = "127.0.0.1"  # the demo's sign-ins are known to everybody, so it is for this machine only
BIN = os.path.dirname(sys.executable)
MANAGE = [sys.executable, "manage.py"]
# In the order they are stopped, with the seconds each has to finish what it is doing; 6 in all, the servers' included.
PATIENCE = {"prepare": 0.2, "web": 1.2, "beat": 0.4, "worker": 1.2}
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None)


class Stopped(BaseException):
    """Somebody asked us to stop. No Exception, so that nothing on the way mistakes it for a fault."""


class Failed(Exception):
    """The demo cannot run; the message says what to do."""


def main(arguments):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_once)
    end_with_make()
    try:
        port = int(os.environ.get("PORT") or 8000)
        with only_demo_here(port):
            refuse_taken(port)
            run_until_stopped(port, arguments)
    except Stopped:
        return 0
    except (Failed, embedded.EmbeddedError) as problem:
        say(f"\n{problem}")
        return 1
    return 0


def run_until_stopped(port, arguments):
    children = {}
    try:
        if "--reset" in arguments:
            embedded.reset()
        run(children, port, empty="--empty" in arguments)
    finally:
        ignore_signals()
        say("\nStopping.")
        stop(children)


def run(children, port, empty):
    environment = demo_environment(port)
    say("Starting PostgreSQL and Valkey.")
    embedded.ensure()
    logins = prepare(children, environment, empty)
    start_all(children, environment, port)
    address = f"http://{HOST}:{port}/"
    wait_for(address, children)
    say(f"\n{logins}\nReady at {address}   Logs: {logs()}   Stop with Ctrl-C.")
    watch(children)


def say(line):
    print(line, flush=True)


# --- signals ----------------------------------------------------------------------------------------------------------
def stop_once(_number, _frame):
    """The first signal stops us; a second, out of impatience, must not interrupt the stopping."""
    ignore_signals()
    raise Stopped


def ignore_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def prctl(option, value):
    """Linux only; elsewhere a supervisor that is killed outright leaves its children to be stopped by hand."""
    if sys.platform == "linux":
        LIBC.prctl(option, value, 0, 0, 0)


def end_with_make():
    """A make that is killed cannot pass the signal on, so ask the kernel to. Servers that detach become our children."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    if os.environ.get("BEP_MADE_BY"):
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


# --- before anything starts -------------------------------------------------------------------------------------------
@contextmanager
def only_demo_here(port):
    """One demo for each clone. The lock's file, beside what a reset removes, tells a second one where the first is."""
    with open(embedded.make_home().with_suffix(".running"), "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Failed(f"This clone's demo runs already: {lock.read()}") from None
        lock.truncate(0)
        lock.write(f"http://{HOST}:{port}/   Stop it with: kill {os.getpid()}")
        lock.flush()
        yield


def refuse_taken(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Failed(f"Port {port} is for root only. Choose one above 1023: PORT=8123 make demo") from None
        except OSError:
            free = free_port()
            raise Failed(f"Port {port} is taken by another program. Choose another: PORT={free} make demo") from None


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def demo_environment(port):
    """What the environment does not say, filled in for one machine and synthetic people."""
    if "DATABASE_URL" in os.environ and "DATABASE_OWNER_URL" not in os.environ:
        raise Failed(
            "DATABASE_URL is set: set DATABASE_OWNER_URL too, to a role that may migrate (docs/how-to/run-it.md)."
        )
    files = embedded.make_home() / "files"  # a reset has just taken it away
    files.mkdir(mode=0o700, exist_ok=True)
    filled = {
        "SECRET_KEY": embedded.secret("secret_key"),
        "ALLOWED_HOSTS": f"localhost,{HOST}",
        "SERVE_HTTPS": "0",
        "PUBLIC_URL": f"http://localhost:{port}",
        "TRUSTED_PROXIES": "0",
        "EMAIL_HOST": HOST,
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",  # printed: nobody in the demo is real
        "DEFAULT_FROM_EMAIL": "no-reply@bep.example",
        "MEDIA_ROOT": str(files),
        "WEB_GRACE": "1",
    }
    return filled | os.environ | {"BEP_DEMO": "1", "PORT": str(port), "PYTHONUNBUFFERED": "1"}


# --- children ---------------------------------------------------------------------------------------------------------
def spawn(children, name, command, environment, **options):
    children[name] = subprocess.Popen(
        command,
        cwd=embedded.CLONE,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM),
        **options,
    )
    return children[name]


def prepare(children, environment, empty):
    """Tables, guards, preset and borough; returns the sign-ins to show."""
    command = [*MANAGE, "prepare_demo", *(["--empty"] if empty else [])]
    child = spawn(children, "prepare", command, environment, stdout=subprocess.PIPE, text=True)
    logins, _ = child.communicate()
    if child.returncode:
        raise Failed(
            "The database could not be made ready, see above. `make demo-reset` starts over with an empty one."
        )
    del children["prepare"]
    return logins


def start_all(children, environment, port):
    celery = [f"{BIN}/celery", "-A", "bep"]
    schedule = embedded.home() / "beat"
    commands = {
        "web": [f"{BIN}/gunicorn", "bep.wsgi", "--bind", f"{HOST}:{port}"],
        "worker": [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "--schedule", schedule, "--pidfile", ""],
    }
    logs().mkdir(mode=0o700, exist_ok=True)
    for name, command in commands.items():
        with open(logs() / f"{name}.log", "w") as log:
            spawn(children, name, command, environment, stdout=log, stderr=subprocess.STDOUT)


def logs():
    return embedded.home() / "logs"


def wait_for(address, children):
    """Until the web answers at all: any answer will do, even one that asks for a sign-in."""
    for _ in range(300):
        refuse_dead(children)
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 (our own address)
            return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
            raise Failed(f"The web answers {answer.code}. See {logs()}/web.log.") from None
        except OSError:
            time.sleep(0.1)
    raise Failed(f"The web did not answer within 30 seconds. See {logs()}/web.log.")


def watch(children):
    while True:
        refuse_dead(children)
        time.sleep(0.5)


def refuse_dead(children):
    for name, child in children.items():
        if child.poll() is not None:
            log = logs() / f"{name}.log"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise Failed(f"The {name} process ended by itself ({child.returncode}). The end of {log}:\n{tail}")


# --- stopping ---------------------------------------------------------------------------------------------------------
def stop(children):
    for name, seconds in PATIENCE.items():
        if name in children:
            stop_child(children[name], seconds)
    embedded.stop()
    reap()


def stop_child(child, seconds):
    """Ask, wait, then end whatever is left of its whole session: no grandchild stays behind."""
    with suppress(ProcessLookupError):
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def reap():
    """PostgreSQL and Valkey, detached from what started them, ended as our children: leave no defunct entry."""
    with suppress(ChildProcessError):
        for _ in range(20):
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
