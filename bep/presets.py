"""Loads a council's preset (presets/*.toml): roles, teams, localities, targets, code lists, the council's own details.

Loading again changes what the file changed and keeps what workers have since added. Upper rooms add what is theirs
(hubs, programmes) by `loader("hub")`.
"""

import tomllib
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from bep.access.actors import actor
from bep.access.models import Locality, Role, Team
from bep.access.permissions import MANAGE_SETTINGS, PERMISSIONS
from bep.audit.record import action
from bep.kit import council, reference, targets
from bep.kit.models import Code, CodeList, Council, Target

PRESETS = Path(settings.BASE_DIR) / "presets"
LOADER = actor("the preset loader", MANAGE_SETTINGS)
LOADERS = {}
FILES_OF_THEIR_OWN = {}  # {section: file} that stand beside a council's preset, which may bring its own instead


def loader(section, file=""):
    """Registers how one section of a preset is loaded: function(rows). With a `file`, its rows stand there."""

    def mark(function):
        LOADERS[section] = function
        if file:
            FILES_OF_THEIR_OWN[section] = file
        return function

    return mark


def read(path):
    return tomllib.loads(path.read_text())


@action("settings.preset_loaded", "Loaded a council's preset", needs=MANAGE_SETTINGS)
def load(*, preset, by):
    """Loads roles, code lists and the named preset, in the order their sections depend on each other."""
    data = read(PRESETS / "roles.toml") | read(PRESETS / f"{preset}.toml")
    for section, file in FILES_OF_THEIR_OWN.items():
        data.setdefault(section, read(PRESETS / file)[section])
    # Law is the same everywhere; a council's own row of the same key and day stands instead.
    data["target"] = read(PRESETS / "law.toml")["target"] + data.get("target", [])
    for path in sorted((PRESETS / "codelists").glob("*.toml")):
        load_codelist(path.stem, read(path))
    for section, rows in data.items():
        LOADERS[section](rows)
    for memory in (council, reference, targets):
        memory.forget()


@loader("role")
def load_roles(rows):
    for order, row in enumerate(rows):
        unknown = set(row["may"]) - PERMISSIONS.keys()
        if unknown:
            raise ValueError(f"presets/roles.toml: {row['key']} may do what no room has named: {sorted(unknown)}")
        group, _ = Group.objects.get_or_create(name=row["name"])
        Role.objects.update_or_create(
            key=row["key"], defaults={"group": group, "description": row["description"], "order": order}
        )
        group.permissions.set(permissions_named(row["may"]))


def permissions_named(names):
    wanted = Q(pk=None)
    for name in names:
        room, codename = name.split(".")
        wanted |= Q(content_type__app_label=room, codename=codename)
    return Permission.objects.filter(wanted)


@loader("council")
def load_council(row):
    Council.objects.update_or_create(pk=1, defaults=row)


@loader("locality")
def load_localities(rows):
    for row in rows:
        Locality.objects.update_or_create(name=row["name"], defaults={"postcodes": row["postcodes"]})


@loader("team")
def load_teams(rows):
    localities = {locality.name: locality for locality in Locality.objects.all()}
    for row in rows:
        place = localities.get(row.get("locality"))
        facts = {"kind": row["kind"], "locality": place} | {k: row[k] for k in ("phone", "email") if k in row}
        Team.objects.update_or_create(name=row["name"], defaults=facts)


@loader("target")
def load_targets(rows):
    for row in rows:
        facts = dict(row)
        key, starts = facts.pop("key"), facts.pop("starts")
        Target.objects.update_or_create(key=key, starts=starts, defaults=facts)


def load_codelist(name, data):
    """One file is one list: name = file name; `release`, `source`, `status`, and [[code]] rows in order."""
    release = data.get("release", "")
    facts = {"source": data["source"], "status": data["status"]}
    item, _ = CodeList.objects.update_or_create(name=name, release=release, defaults=facts)
    for order, row in enumerate(data["code"]):
        defaults = {"label": row.get("label", row["value"]), "group": row.get("group", ""), "order": order}
        defaults["maps_to"] = row.get("maps_to", "")
        Code.objects.update_or_create(list=item, value=row["value"], defaults=defaults)
