"""Prints one sign-in for each role of the demonstration: `make demo` shows them once the web answers."""

from django.core.management.base import BaseCommand
from django.db.models import Min, Q

from bep.access.models import Role
from borough.workers import DEMO_PASSWORD


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        made_up = Q(group__user__is_demo=True, group__user__is_active=True)
        roles = Role.objects.annotate(email=Min("group__user__email", filter=made_up)).exclude(email=None)
        for role in roles.order_by("order").select_related("group"):
            self.stdout.write(f"  {role.group.name:<36}{role.email}")
        self.stdout.write(f"  Password of them all:{'':<15}{DEMO_PASSWORD}")
