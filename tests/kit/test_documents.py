"""The generated documents agree with the code, and every permission is somebody's."""

import subprocess
import sys

from bep.access.permissions import PERMISSIONS
from bep.presets import PRESETS, read


def test_the_documents_in_the_repository_are_those_the_code_makes():
    # In a process of its own: here, other tests have registered events that the service does not have.
    done = subprocess.run([sys.executable, "manage.py", "docs", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_permission_is_held_by_a_role_and_every_role_holds_only_named_ones():
    held = {name for role in read(PRESETS / "roles.toml")["role"] for name in role["may"]}
    assert held == {name for name in PERMISSIONS if not name.startswith("test")}
