"""Run as its own process on one database, it opens a page whenever it is told to.

First it says what each page of a room is: its address, a cookie of the worker whose day it is, and its queries. Then it reads
lines, each the name of a page, and answers with the milliseconds that page took.
"""

import json
import os
import sys
from time import perf_counter

# Whose pages are opened: at a hundred boroughs' worth the same workers as at one, so with the very same caseloads.
FIRST_BOROUGH = r"-0-\d+@"


def main(room):
    ready()
    clients = {name: signed_in(worker) for name, (worker, _) in PAGES[room]().items()}
    addresses = {name: address for name, (_, address) in PAGES[room]().items()}
    say({name: described(clients[name], address) for name, address in addresses.items()})
    for line in sys.stdin:
        name = line.strip()
        say(milliseconds(clients[name], addresses[name]))


def ready():
    """Django, as a test has it: no mail leaves, and the service's addresses with the minimal page among them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bep.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.ROOT_URLCONF = "borough.bench.urls"


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


# --- whose pages ------------------------------------------------------------------------------------------------------
def pathway():
    """{page: (worker, address)}: of a worker with a middling caseload, their manager, and the hub's duty."""
    from django.urls import reverse

    worker = middling()
    manager, duty = manager_of(worker), holder("hub_duty")
    person = one_of(worker)
    given, family = person.given_name.split()[0], person.family_name
    search = reverse("people:search")
    return {
        "minimal": (worker, reverse("minimal")),
        "my_work": (worker, reverse("people:my_work")),
        "my_work_of_duty": (duty, reverse("people:my_work")),
        "person_page": (worker, reverse("people:person", args=[person.pk])),
        "caseload": (worker, reverse("people:caseload")),
        "team_board": (manager, reverse("people:team_board")),
        "search_name": (duty, f"{search}?q={given}+{family}"),
        "search_misspelt": (duty, f"{search}?q={given}+{family[:2]}{family[3:]}"),
        "referral_inbox": (duty, reverse("referrals:inbox")),
    }


def reporting():
    """The performance pages, of everybody's numbers and of one team's people; and the list behind a number."""
    from django.urls import reverse

    numbers, worker = holder("commissioner"), middling()
    manager = manager_of(worker)
    return {
        "minimal": (worker, reverse("minimal")),
        "dashboard_of_numbers": (numbers, reverse("reporting:performance")),
        "dashboard_of_people": (manager, reverse("reporting:performance") + "?mode=people"),
        "measure_of_numbers": (numbers, reverse("reporting:measure", args=["referrals"])),
        "measure_of_people": (manager, reverse("reporting:measure", args=["referrals"]) + "?mode=people"),
        "list_behind": (manager, reverse("reporting:behind", args=["referrals"])),
    }


def safeguarding():
    """A manager's lists and records; the return is measured apart (borough/bench/sac.py)."""
    from django.urls import reverse

    from safeguarding.models import DolsApplication, Enquiry

    manager = holder("sam")
    mine = Enquiry.objects.visible_to(manager).open().filter(sam=manager).order_by("pk").first()
    liberty = DolsApplication.objects.visible_to(manager).filter(state="granted").order_by("pk").first()
    concern = mine.concerns.order_by("pk").first()
    return {
        "minimal": (manager, reverse("minimal")),
        "concerns": (manager, reverse("safeguarding:concerns")),
        "concern": (manager, reverse("safeguarding:concern", args=[concern.pk])),
        "enquiries": (manager, reverse("safeguarding:enquiries")),
        "enquiry": (manager, reverse("safeguarding:enquiry", args=[mine.pk])),
        "providers": (manager, reverse("safeguarding:providers")),
        "patterns": (manager, reverse("safeguarding:patterns")),
        "my_work_of_manager": (manager, reverse("people:my_work")),
        "liberty": (manager, reverse("safeguarding:dols")),
        "liberty_one": (manager, reverse("safeguarding:dols_application", args=[liberty.pk])),
        "liberty_return": (holder("returns_officer"), reverse("safeguarding:dols_return")),
    }


def demo():
    """What fills a demo's memory: all these pages, and documents besides."""
    from django.urls import reverse

    worker = middling()
    person = one_of(worker)
    both = {f"{room.__name__}.{name}": page for room in (pathway, reporting) for name, page in room().items()}
    pages = {name: page for name, page in both.items() if not name.endswith("minimal")}
    return pages | {"chronology": (worker, reverse("people:chronology_pdf", args=[person.pk]))}


PAGES = {room.__name__: room for room in (pathway, reporting, safeguarding, demo)}


def workers():
    from bep.access.models import Worker

    return Worker.objects.filter(email__regex=FIRST_BOROUGH).order_by("pk")


def holder(role):
    return workers().filter(groups__role__key=role).first()


def middling():
    """A social worker who leads about as many as most."""
    from django.db.models import Count, Q

    led = Count("involvements", filter=Q(involvements__role="lead", involvements__ends=None))
    leads = workers().filter(groups__role__key="social_worker").annotate(led=led)
    return leads.filter(led__gte=20).order_by("led", "pk").first()


def manager_of(worker):
    team = worker.memberships.get().team_id
    return workers().filter(memberships__team=team, memberships__manages=True).first()


def one_of(worker):
    from people.models import Person

    led = Person.objects.visible_to(worker).filter(involvements__worker=worker, involvements__role="lead")
    return led.filter(involvements__ends=None).order_by("pk").first()


# --- what is measured of them -----------------------------------------------------------------------------------------
def signed_in(worker):
    from django.test import Client

    client = Client()
    client.force_login(worker, backend="bep.access.backends.RolesOnly")
    return client


def described(client, address):
    """Its queries are those of a request like any other: the first ones fill caches."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}.")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        queries = [q["sql"] for q in captured.captured_queries]
    asked = [sql for sql in queries if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return {"address": address, "cookie": cookie, "queries": len(asked)}


def milliseconds(client, address):
    start = perf_counter()
    client.get(address)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1])
