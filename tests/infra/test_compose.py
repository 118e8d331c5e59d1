"""docker-compose.yml read as data, and what the settings say when production lacks something.

No container engine is needed, so none is used: what this cannot show is said in docs/how-to/run-it.md.
"""

import os
import re
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("bootstrap", "web", "worker", "beat")
SECRET = re.compile(r"PASSWORD|SECRET|AUTH|_URL")


def test_every_lasting_service_is_checked_for_health():
    assert SERVICES.keys() == {"postgres", "redis", *OURS}
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"bootstrap"}


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_is_in_the_file_and_a_missing_one_is_refused(name):
    for variable, value in SERVICES[name]["environment"].items():
        if SECRET.search(variable):
            assert re.search(r"\$\{\w+:\?", value), variable


def test_each_missing_value_is_asked_for_with_what_to_set():
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()
    asked = dict(re.findall(r"\$\{(\w+):\?(Set [^}]+)\}", text))
    assert asked.keys() == set(re.findall(r"\$\{(\w+):\?", text))


def test_only_bootstrap_knows_the_owner():
    knows = {
        name for name in OURS if "OWNER_PASSWORD" in str(SERVICES[name]) or "ADMIN_PASSWORD" in str(SERVICES[name])
    }
    assert knows == {"bootstrap"}


def test_only_the_web_is_published_and_on_loopback():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(published) == ["web"]
    assert published["web"][0].startswith("127.0.0.1:")


def settings_with(environment):
    command = [sys.executable, "-c", "import django; django.setup()"]
    needed = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "bep.settings"}
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=needed | environment, capture_output=True, text=True, timeout=60
    )


def test_settings_take_just_what_compose_gives():
    done = settings_with(production())
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "REDIS_URL"])
def test_settings_refuse_when_production_lacks_one(name):
    environment = {key: value for key, value in production().items() if key != name}
    done = settings_with(environment)
    assert done.returncode != 0
    assert f"{name} is not set." in done.stderr


def production():
    """The web's environment with every variable filled in: its default where it has one."""
    filled = {}
    for key, value in SERVICES["web"]["environment"].items():
        filled[key] = re.sub(r"\$\{\w+(?::-([^}]*)|[^}]*)\}", lambda found: found[1] or "x", str(value))
    return filled
