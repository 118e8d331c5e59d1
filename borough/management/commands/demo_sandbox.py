"""Makes the demonstration's sandbox trust, whose system may try the API, and prints its client id and secret.

The secret is made from this clone's own secret key, so no other demo has the same; outside the demo there is no such trust.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from borough import sandbox


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(
                "The sandbox trust is for the demonstration only. It runs by `make demo`, which sets BEP_DEMO=1."
            )
        made = sandbox.ensure(sandbox.MAKER)
        if made is None:
            return
        self.stdout.write("\n  API for partners, sandbox trust: /api/docs/ and docs/how-to/partners-api.md")
        self.stdout.write(f"  Client id:{'':<26}{made.client_id}")
        self.stdout.write(f"  Client secret:{'':<22}{sandbox.secret()}")
