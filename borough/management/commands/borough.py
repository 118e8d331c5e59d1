"""Makes the synthetic borough: a year of made-up people whose totals are those of the business case's tables.

Refuses a database that has people in it.
"""

import random
from contextlib import nullcontext
from datetime import date, timedelta
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.models import Max

from bep.access.actors import actor
from bep.access.models import Role
from bep.audit.record import ANYBODY, action, detail
from bep.kit import clock
from bep.kit.council import council
from borough import amhps, audits, liberty, packages, safeguarding, trust
from borough.bare import bare_tables
from borough.identity import nhs_numbers
from borough.lives import Lives
from borough.tables import Tables, advance
from borough.workers import Hubs, Staff, preset_rules
from borough.year import Year
from people.models import Person

BARE_FROM = 3  # boroughs' worth: below, building indexes anew costs more than it saves
MAKER = actor("the synthetic borough")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale", type=int, default=1, help="How many boroughs' worth: teams and workers are multiplied too."
        )
        parser.add_argument("--seed", type=int, default=2015, help="The same seed and day make the same people.")
        parser.add_argument("--day", type=date.fromisoformat, help="The day the year ends on; today when not given.")

    def handle(self, *, scale, seed, day, **options):
        if Person.objects.exists():
            raise CommandError("There are people in this database already. Use an empty one: make demo-reset.")
        began = perf_counter()
        say = self.stdout.write if options["verbosity"] > 1 else lambda words: None
        with bare_tables() if scale > BARE_FROM else nullcontext():
            make_borough(scale=scale, seed=seed, day=day or clock.today(), by=MAKER, say=say)
        # Only the owner may: for the application's role PostgreSQL merely warns, and plans pages blind until it looks by itself.
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        make_audits(seed=seed, day=day or clock.today(), by=MAKER)
        self.stdout.write(f"Made in {perf_counter() - began:.0f} seconds.")


@action("borough.made", "Made the synthetic borough", needs=ANYBODY)
def make_borough(*, scale, seed, day, by, say):
    """Writes `scale` boroughs' worth in one transaction."""
    tables, numbers, rules = Tables(), nhs_numbers(), preset_rules()
    for index in range(scale):
        one_borough(tables, index, seed, day, numbers, rules)
        tables.flush()
        say(f"{index + 1} of {scale}")
    tables.finish()
    with connection.cursor() as cursor:
        # References are made from ids here, and from a sequence of their own for people registered later.
        advance(cursor, "people_person_reference", Person.objects.aggregate(last=Max("pk"))["last"])
    detail(scale=scale, seed=seed, day=day.isoformat(), rows={m.__name__: n for m, n in tables.written.items()})


@action("borough.audited", "Audited the synthetic borough, and took in a trust's file", needs=ANYBODY)
def make_audits(*, seed, day, by):
    """What is drawn from, or matched with, everybody: once, when all is there and indexed."""
    trust.fill(day)
    audits.fill(seed, day)


def one_borough(tables, index, seed, day, numbers, rules):
    """Gathers the rows of one borough's worth; nothing is written yet."""
    chance = random.Random(seed * 1000 + index)  # noqa: S311 (made-up people, no secret)
    groups = dict(Role.objects.values_list("key", "group_id"))
    # Chances of their own: another post changes nobody's life.
    naming = random.Random(f"{seed} {index}")  # noqa: S311
    staff = Staff(tables, naming, index, groups, day - timedelta(days=1600))
    hubs = Hubs(tables, index, rules, day - timedelta(days=364), weeks=58)
    year = Year(Lives(tables, chance, staff, hubs, numbers, council().reference_prefix, day))
    year.make()
    packages.carers_assessed(year)
    packages.care_packages(year)
    amhps.fill(year, staff, day)
    # Chances of their own here too: a case more changes nobody's life.
    safeguarding.fill(year, random.Random(f"{seed} {index} safeguarding"), day)  # noqa: S311
    liberty.fill(year, random.Random(f"{seed} {index} liberty"), day)  # noqa: S311
