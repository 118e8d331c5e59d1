"""Makes a database ready: tables as the owner, guards and grants, permissions, a council's preset. Safe to run again.

With DATABASE_ADMIN_URL it first makes both roles and the database; nothing else ever needs that address.
"""

import os

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from bep import roles
from bep.access.sync import sync_permissions
from bep.audit import guards


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--preset", help="The council's preset to load, such as barnet.")

    def handle(self, *, preset, **options):
        if admin := os.environ.get("DATABASE_ADMIN_URL"):
            roles.create(admin, os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"])
        call_command("migrate", database="owner", verbosity=0)
        sync_permissions()
        with connections["owner"].cursor() as cursor:
            guards.install(cursor, connections["default"].settings_dict["USER"])
        connections["owner"].close()
        if preset:
            from bep import presets

            presets.load(preset=preset, by=presets.LOADER)
        self.stdout.write("The database is ready.")
