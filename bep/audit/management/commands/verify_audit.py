"""Checks that the log still says what was sealed, and names the first row that does not."""

import time

from django.core.management.base import BaseCommand, CommandError

from bep.audit.models import Event, RowHistory, Seal
from bep.audit.seal import anchors, seal
from bep.audit.verify import verify


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--seal", action="store_true", help="First seal what waits to be sealed.")

    def handle(self, *, seal, **options):
        if seal:
            self.timed("sealed", seal_now)
        rows = Seal.objects.count()
        finding = self.timed("verified", lambda: (verify(), rows))
        if finding:
            raise CommandError(finding.sentence)
        waiting = Event.objects.count() + RowHistory.objects.count() - rows
        self.stdout.write(f"The log holds: {rows} rows sealed, {waiting} waiting to be sealed.")
        if not anchors():
            self.stdout.write(
                "No anchor is written outside the database (AUDIT_ANCHOR_FILE): a cut-off end would not show."
            )

    def timed(self, done, work):
        began = time.perf_counter()
        result, rows = work()
        seconds = time.perf_counter() - began
        self.stdout.write(f"{rows} rows {done} in {seconds:.2f} s: {rows / max(seconds, 0.001):,.0f} a second.")
        return result


def seal_now():
    return None, seal()
