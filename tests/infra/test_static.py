"""Static files as the image collects them: every file that a page or a stylesheet asks for is there."""

import json
import re

import pytest
from django.core.management import call_command

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def collected(settings, tmp_path):
    """The manifest's names. Collecting itself refuses a stylesheet that asks for what is not there."""
    assert settings.STATICFILES_DIRS, "The front end is not built: make setup"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return json.loads((tmp_path / "staticfiles.json").read_text())["paths"]


def test_every_file_that_a_template_names_is_collected(collected, settings):
    ours = [*settings.BASE_DIR.glob("templates/**/*.html"), *settings.BASE_DIR.glob("*/templates/**/*.html")]
    asked = {name for path in ours for name in re.findall(r"{% static [\"']([^\"']+)", path.read_text())}
    assert len(asked) >= 4
    assert asked <= collected.keys()
