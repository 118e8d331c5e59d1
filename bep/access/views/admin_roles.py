"""Roles: what each is for, what it may do, who holds it. They are data of the preset, so they are read here, not changed."""

from django.db.models import Count, Q
from django.shortcuts import render

from bep.access.gate import needs
from bep.access.models import Role
from bep.access.permissions import MANAGE_SETTINGS, MANAGE_TEAMS, MANAGE_WORKERS, PERMISSIONS
from bep.access.views.pages import sections


@needs(MANAGE_WORKERS, MANAGE_TEAMS, MANAGE_SETTINGS)
def index(request):
    return render(request, "access/index.html", {"sections": sections(request.user), "page_title": "Administration"})


@needs(MANAGE_WORKERS)
def roles(request):
    found = Role.objects.select_related("group").prefetch_related("group__permissions__content_type")
    found = found.annotate(holders=Count("group__user", filter=Q(group__user__is_active=True))).order_by(
        "order", "key"
    )  # grouping drops the model's own
    rows = [{"role": role, "may": sorted(sentences(role.group.permissions.all()))} for role in found]
    return render(request, "access/roles.html", {"rows": rows, "page_title": "Roles"})


def sentences(permissions):
    named = (f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions)
    return [PERMISSIONS[name] for name in named if name in PERMISSIONS]
