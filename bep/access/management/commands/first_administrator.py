"""Makes the first administrator, who then adds everybody else on screens, and prints a link to choose a password."""

from django.core.management.base import BaseCommand, CommandError

from bep.access.actions.workers import add_first_administrator
from bep.access.actors import actor
from bep.access.mail import DAYS, set_password_link
from bep.access.permissions import MANAGE_WORKERS
from bep.kit.rules import Refused

COMMAND_LINE = actor("the command line", MANAGE_WORKERS)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *, email, name, **options):
        try:
            worker = add_first_administrator(email=email, name=name, by=COMMAND_LINE)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{name} is the first administrator. Choose a password within {DAYS} days, at")
        self.stdout.write(set_password_link(worker))
