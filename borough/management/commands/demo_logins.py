"""Prints one sign-in for each role of the demonstration: `make demo` shows them once the web answers."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Min, Q

from bep.access.models import Role
from borough.workers import DEMO_PASSWORD


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(
                "These are sign-ins of the demonstration only. It runs by `make demo`, which sets BEP_DEMO=1."
            )
        made_up = Q(group__user__is_demo=True, group__user__is_active=True)
        roles = Role.objects.annotate(email=Min("group__user__email", filter=made_up)).exclude(email=None)
        for role in roles.order_by("order").select_related("group"):
            self.stdout.write(f"  {role.group.name:<36}{role.email}")
        self.stdout.write(f"  Password of them all:{'':<15}{DEMO_PASSWORD}")
