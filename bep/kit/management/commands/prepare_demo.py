"""Makes the demo's database ready, with a synthetic borough if it holds nobody, and prints the sign-ins to use."""

import sys

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, OutputWrapper


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--empty", action="store_true", help="Make no borough.")

    def handle(self, *, empty, **options):
        if not settings.DEMO:
            raise CommandError(
                "This makes a demonstration, with made-up people. It runs by `make demo`, which sets BEP_DEMO=1."
            )
        # Standard output is for the sign-ins alone; the supervisor shows them once the web answers.
        progress = OutputWrapper(sys.stderr)
        progress.write("Preparing the database.")
        call_command("bootstrap", preset="barnet", if_changed=True, stdout=progress)
        known = get_commands()
        if "borough" in known and not empty and not apps.get_model("people", "Person").objects.exists():
            progress.write("Making a synthetic borough; a minute or two the first time.")
            call_command("borough", stdout=progress)
        for command in ("demo_logins", "demo_sandbox"):
            if command in known:
                call_command(command, stdout=self.stdout)
