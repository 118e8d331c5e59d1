"""The generated documents agree with the code, and every permission is somebody's."""

from bep.access.permissions import PERMISSIONS
from bep.kit import documents
from bep.presets import PRESETS, read


def test_the_documents_in_the_repository_are_those_the_code_makes():
    for name, text in documents.documents().items():
        assert (documents.FOLDER / name).read_text() == text, f"{name} is out of date: run make fix."


def test_every_permission_is_held_by_a_role_and_every_role_holds_only_named_ones():
    held = {name for role in read(PRESETS / "roles.toml")["role"] for name in role["may"]}
    assert held == set(PERMISSIONS)
