"""Run as its own process on one database: opens each page as the worker whose day it is, and prints queries and times as JSON."""

import json
import os
import sys
from statistics import median
from time import perf_counter

ROUNDS = 15


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bep.settings")
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    from django.conf import settings

    settings.ROOT_URLCONF = "borough.bench.urls"
    settings.SECURE_SSL_REDIRECT = False
    json.dump({name: figures(*page) for name, page in pages().items()}, sys.stdout)


def pages():
    """{page: (worker, address)}. The worker with the middling caseload, their manager, and the hub's duty."""
    from django.db.models import Count, Q
    from django.urls import reverse

    from bep.access.models import Worker
    from people.models import Involvement, Person

    leads = Worker.objects.filter(groups__role__key="social_worker").annotate(
        load=Count("involvements", filter=Q(involvements__role="lead", involvements__ends=None))
    )
    middling = leads.filter(load__gte=20).order_by("load", "pk").first()
    team = middling.memberships.get().team_id
    manager = Worker.objects.filter(memberships__team=team, memberships__manages=True).order_by("pk").first()
    duty = Worker.objects.filter(groups__role__key="hub_duty").order_by("pk").first()
    person = (
        Person.objects.filter(
            pk__in=Involvement.objects.filter(worker=middling, role="lead", ends=None).values("person")
        )
        .order_by("pk")
        .first()
    )
    misspelt = person.family_name[:2] + person.family_name[3:]
    return {
        "minimal": (middling, reverse("minimal")),
        "my_work": (middling, reverse("people:my_work")),
        "person_page": (middling, reverse("people:person", args=[person.pk])),
        "caseload": (middling, reverse("people:caseload")),
        "team_board": (manager, reverse("people:team_board")),
        "search_name": (duty, f"{reverse('people:search')}?q={person.given_name.split()[0]}+{person.family_name}"),
        "search_misspelt": (duty, f"{reverse('people:search')}?q={person.given_name.split()[0]}+{misspelt}"),
        "referral_inbox": (duty, reverse("referrals:inbox")),
    }


def figures(worker, address):
    """Queries of one request, the median milliseconds of several, and whether each came back as a page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(worker, backend="bep.access.backends.RolesOnly")
    for _ in range(3):
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code} to {worker.job_title}.")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    asked = [
        q for q in queries.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        client.get(address)
        times.append((perf_counter() - start) * 1000)
    return {"queries": len(asked), "milliseconds": median(times)}


if __name__ == "__main__":
    main()
