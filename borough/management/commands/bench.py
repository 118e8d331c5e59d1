"""Measures speed, queries and memory on this machine; prints a table and writes build/bench.json."""

import json
from importlib import import_module
from pkgutil import iter_modules

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from borough import bench


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--only", help="One room: pathway, reporting …")

    def handle(self, *, only, **options):
        measures = []
        for module in modules(only):
            for measure in module.measure():
                self.stdout.write(line(measure))
                measures.append(measure.as_dict())
        if not measures:
            raise CommandError(f"Nothing is measured under “{only}”.")
        target = settings.BASE_DIR / "build" / "bench.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(measures, indent=2) + "\n")
        missed = [m["name"] for m in measures if m["holds"] is False]
        self.stdout.write(f"{len(measures)} figures, {len(missed)} short of their goal. Written to build/bench.json.")


def modules(only):
    """The measuring modules of the package, or those of one room."""
    for found in iter_modules(bench.__path__):
        module = import_module(f"borough.bench.{found.name}")
        if hasattr(module, "measure") and only in (None, getattr(module, "ROOM", found.name)):
            yield module


def line(measure):
    verdict = {True: "holds", False: "SHORT", None: ""}[measure.holds]
    return f"{measure.name:<48}{measure.measured:>12,.3f}  {measure.unit:<40}{measure.goal:<16}{verdict}"
