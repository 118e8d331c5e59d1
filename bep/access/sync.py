"""Makes the database's permissions those that the rooms have named. Run by bootstrap, as the owner."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from bep.access.permissions import PERMISSIONS


def sync_permissions(using="owner"):
    """One auth_permission row for each named permission, under its room's content type "permission"."""
    known = {
        f"{app}.{codename}"
        for app, codename in Permission.objects.using(using).values_list("content_type__app_label", "codename")
    }
    for name, sentence in PERMISSIONS.items():
        if name not in known:
            room, codename = name.split(".")
            kind, _ = ContentType.objects.using(using).get_or_create(app_label=room, model="permission")
            Permission.objects.using(using).create(content_type=kind, codename=codename, name=f"May {sentence}"[:255])
