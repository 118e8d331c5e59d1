"""Makes a database ready: tables as the owner, guards and grants, permissions, a council's preset. Safe to run again.

With DATABASE_ADMIN_URL it first makes both roles and the database; nothing else ever needs that address.
"""

import os

from django.core.management.base import BaseCommand
from django.db import connections

from bep import roles
from bep.access.sync import sync_permissions
from bep.audit import guards
from bep.kit import shape
from bep.kit.migrating import migrate

# For every session of this database, whoever set its server up: a page asks for 25 rows, and neither compiling a query nor
# starting helpers for it ever pays. As tables grow PostgreSQL would think that it does, and pages would slow down with them.
FOR_PAGES = """
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
  EXECUTE format('ALTER DATABASE %I SET max_parallel_workers_per_gather = 0', current_database());
END $$
"""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--preset", help="The council's preset to load, such as barnet.")
        parser.add_argument("--if-changed", action="store_true", help="Do nothing if nothing it is made from changed.")

    def handle(self, *, preset, if_changed, **options):
        if if_changed and shape.made_from() == shape.fingerprint(preset):
            self.stdout.write("The database is ready, as it was.")
            return
        if admin := os.environ.get("DATABASE_ADMIN_URL"):
            roles.create(admin, os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"])
        migrate(using="owner")
        sync_permissions()
        with connections["owner"].cursor() as cursor:
            cursor.execute(FOR_PAGES)
            guards.install(cursor, connections["default"].settings_dict["USER"])
        if preset:
            from bep import presets

            presets.load(preset=preset, by=presets.LOADER)
        shape.say_made_from(shape.fingerprint(preset))
        connections["owner"].close()
        self.stdout.write("The database is ready.")
