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
# A mail server inside the council may ask for no user.
MAY_BE_EMPTY = {"EMAIL_HOST_PASSWORD"}
DEMANDED = [
    "SECRET_KEY", "ALLOWED_HOSTS", "REDIS_URL", "PUBLIC_URL", "TRUSTED_PROXIES", "EMAIL_HOST", "DEFAULT_FROM_EMAIL",
]  # fmt: skip


def test_every_lasting_service_is_checked_for_health():
    assert SERVICES.keys() == {"postgres", "redis", *OURS}
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"bootstrap"}


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_is_in_the_file_and_a_missing_one_is_refused(name):
    for variable, value in SERVICES[name]["environment"].items():
        if SECRET.search(variable):
            assert re.search(r"\$\{\w+:\?" if variable not in MAY_BE_EMPTY else r"\$\{\w+:-\}", value), variable


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


def settings_with(environment, code="import bep.settings"):
    command = [sys.executable, "-c", code]
    needed = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "bep.settings"}
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=needed | environment, capture_output=True, text=True, timeout=60
    )


def test_settings_take_just_what_compose_gives():
    done = settings_with(production(), "import django; django.setup()")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", DEMANDED)
def test_settings_refuse_when_production_lacks_one(name):
    environment = {key: value for key, value in production().items() if key != name}
    done = settings_with(environment)
    assert done.returncode != 0
    assert f"{name} is not set." in done.stderr


def test_the_image_refuses_to_start_without_a_database_rather_than_with_an_empty_one():
    assert "BEP_EMBEDDED=0" in (settings.BASE_DIR / "Dockerfile").read_text()
    environment = {key: value for key, value in production().items() if key != "DATABASE_URL"}
    done = settings_with(environment | {"BEP_EMBEDDED": "0"})
    assert done.returncode != 0
    assert "DATABASE_URL is not set." in done.stderr


def test_settings_refuse_a_number_that_is_none():
    done = settings_with(production() | {"TRUSTED_PROXIES": "one"})
    assert "TRUSTED_PROXIES is “one”, which is not a whole number." in done.stderr


def test_every_variable_is_read_by_something_and_explained():
    """By the settings, by gunicorn, or by the image's own program; and each of ours stands in docs/how-to/run-it.md."""
    ours = "".join((settings.BASE_DIR / name).read_text() for name in ("bep/settings.py", "gunicorn.conf.py"))
    ours += (settings.BASE_DIR / "bep/kit/management/commands/bootstrap.py").read_text()
    ours += "".join(path.read_text() for path in (settings.BASE_DIR / "bep").glob("*.py"))
    explained = (settings.BASE_DIR / "docs/how-to/run-it.md").read_text()
    for variable in {name for service in OURS for name in SERVICES[service]["environment"]}:
        assert f'"{variable}"' in ours or f"'{variable}'" in ours, f"nothing reads {variable}"
        assert f"`{variable}`" in explained, f"run-it.md does not explain {variable}"


def test_the_example_has_every_value_that_is_asked_for():
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()
    example = (settings.BASE_DIR / ".env.example").read_text()
    assert not {name for name in re.findall(r"\$\{(\w+):\?", text) if f"\n{name}=" not in example}


def production():
    """The web's environment with every variable filled in: its default where it has one."""
    filled = {}
    for key, value in SERVICES["web"]["environment"].items():
        filled[key] = re.sub(r"\$\{\w+(?::-([^}]*)|[^}]*)\}", lambda found: found[1] or "x", str(value))
    return filled | {"TRUSTED_PROXIES": "1"}
