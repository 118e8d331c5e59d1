"""scripts/setup.py: what it says when something is missing, and what the lock files hold."""

import importlib.util
import re
import tomllib

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.fixture
def setup(monkeypatch):
    spec = importlib.util.spec_from_file_location("setup_script", ROOT / "scripts" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "run", lambda *words, **_: pytest.fail(f"would have run {words}"))
    return module


def test_somebody_who_is_not_root_is_given_one_command(setup, monkeypatch):
    monkeypatch.setattr(setup, "loads", lambda library: False)
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"sudo apt-get install --yes .*libpango-1.0-0 .*fonts-liberation"):
        list(setup.install_system_packages(False))


def test_a_machine_without_apt_is_told_what_is_missing(setup, monkeypatch):
    monkeypatch.setattr(setup, "loads", lambda library: False)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"package manager .*libpango-1.0-0"):
        list(setup.install_system_packages(False))


def test_an_old_python_is_told_how_to_name_another(setup, monkeypatch):
    monkeypatch.setattr(setup.sys, "version_info", (3, 10, 9))
    with pytest.raises(SystemExit, match=r"make demo PYTHON=python3\.12"):
        setup.check_python()


@pytest.mark.parametrize(("said", "good"), [("v20.1.0", True), ("v24.0.0", True), ("v18.9.0", False), ("", False)])
def test_an_old_node_is_passed_over(setup, monkeypatch, said, good):
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setup.subprocess, "run", lambda *_, **__: setup.subprocess.CompletedProcess([], 0, said))
    assert setup.system_node() is good


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_no_index_is_named(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index-url" not in text
    for entry in re.split(r"\n(?=\S)", text)[1:]:
        assert re.match(r"[\w.-]+(\[[\w,]+\])?==[\w.+]+.* \\\n    --hash=sha256:", entry), entry[:80]


def test_the_image_and_the_tests_get_the_same_versions():
    runtime, everything = (pinned(name) for name in ("requirements.lock", "requirements-dev.lock"))
    assert runtime.items() <= everything.items()


def pinned(lock):
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.+]+)", (ROOT / lock).read_text(), re.MULTILINE))


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    named = [*project["project"]["dependencies"], *(d for g in project["dependency-groups"].values() for d in g)]
    for dependency in named:
        assert re.search(rf'"{re.escape(dependency)}",? *\]? *# \w|# .*\n.*"{re.escape(dependency)}"', text), dependency
